package org.lictor.boot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.lictor.agent.AgentIdentity;
import org.lictor.agent.LocalState;
import org.lictor.config.MemberTags;
import org.lictor.config.Settings;
import org.lictor.consensus.CommandLog;
import org.lictor.http.wire.SelfJson;
import org.lictor.model.Member;

/** What the agent says of itself. */
final class SelfReport {
  private final Settings settings;
  private final AgentIdentity identity;
  private final LocalState state;
  private final CommandLog log;

  SelfReport(Settings settings, AgentIdentity identity, LocalState state, CommandLog log) {
    this.settings = settings;
    this.identity = identity;
    this.state = state;
    this.log = log;
  }

  /** This agent as a member, with the tags that Consul's members have. */
  static Member member(Settings settings, AgentIdentity identity) {
    return new Member(
        identity.name().value(),
        identity.address(),
        settings.ports().serfLan(),
        MemberTags.of(settings, identity.id()),
        Member.Status.ALIVE);
  }

  SelfJson json() {
    return new SelfJson(
        settings.node().datacenter(),
        settings.node().primaryDatacenter(),
        identity.name().value(),
        identity.id(),
        settings.role().server(),
        Versions.INTERFACE,
        "lictor-" + Versions.LICTOR,
        "1970-01-01T00:00:01Z",
        settingsShown(),
        member(settings, identity),
        stats(),
        identity.meta());
  }

  /** The settings that tell operators most; those that hold secrets are not among them. */
  private Map<String, String> settingsShown() {
    Map<String, String> shown = new TreeMap<>();
    shown.put("Addresses", settings.addresses().toString());
    shown.put("Checks", settings.checks().toString());
    shown.put("ConfigFiles", settings.configPaths().toString());
    shown.put("DNS", settings.dns().toString());
    shown.put("DataDir", settings.node().dataDir().map(Object::toString).orElse(""));
    shown.put("HTTP", settings.http().toString());
    shown.put("Leave", settings.leave().toString());
    shown.put("Limits", settings.limits().toString());
    shown.put("Ports", settings.ports().toString());
    shown.put("Role", settings.role().toString());
    shown.put("UnusedKeys", settings.unusedKeys().toString());
    return shown;
  }

  private Map<String, Map<String, String>> stats() {
    Runtime runtime = Runtime.getRuntime();
    Map<String, Map<String, String>> stats = new TreeMap<>();
    Map<String, String> agent = new LinkedHashMap<>();
    state.image().checkCounts().forEach((name, count) -> agent.put(name, Integer.toString(count)));
    agent.put("checks", Integer.toString(state.image().checks().size()));
    agent.put("services", Integer.toString(state.image().services().size()));
    stats.put("agent", agent);
    stats.put(
        "build",
        Map.of(
            "prerelease",
            "",
            "revision",
            "lictor-" + Versions.LICTOR,
            "version",
            Versions.INTERFACE));
    String leader = log.leadership().leaderAddress();
    stats.put(
        "consul",
        Map.of(
            "acl",
            "disabled",
            "bootstrap",
            "true",
            "known_datacenters",
            "1",
            "leader",
            Boolean.toString(log.leadership().isLeader()),
            "leader_addr",
            leader == null ? "" : leader,
            "server",
            Boolean.toString(settings.role().server())));
    stats.put(
        "raft",
        Map.of(
            "applied_index",
            Long.toString(log.lastApplied()),
            "last_contact",
            "0",
            "num_peers",
            "0",
            "state",
            log.leadership().isLeader() ? "Leader" : "Follower"));
    stats.put(
        "runtime",
        Map.of(
            "arch", System.getProperty("os.arch", ""),
            "cpu_count", Integer.toString(runtime.availableProcessors()),
            "goroutines", Integer.toString(Thread.activeCount()),
            "max_procs", Integer.toString(runtime.availableProcessors()),
            "os", System.getProperty("os.name", ""),
            "version", "java " + Runtime.version()));
    return stats;
  }
}
