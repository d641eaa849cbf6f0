package org.lictor.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lictor.agent.AgentIdentity;
import org.lictor.agent.LocalState;
import org.lictor.config.MemberTags;
import org.lictor.config.Settings;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Peers;
import org.lictor.grid.Membership;
import org.lictor.http.wire.SelfJson;
import org.lictor.model.Coordinate;
import org.lictor.model.Member;

/** What the agent says of itself. */
final class SelfReport {
  private static final int LONGEST_WAIT_SECONDS = 2;

  private final Settings settings;
  private final AgentIdentity identity;
  private final LocalState state;
  private final CommandLog log;
  private final Peers peers;
  private final Membership membership;
  private final Supplier<Coordinate> coordinate;
  private final Map<String, Object> debugConfig;

  SelfReport(
      Settings settings,
      AgentIdentity identity,
      LocalState state,
      CommandLog log,
      Peers peers,
      Membership membership,
      Supplier<Coordinate> coordinate) {
    this.coordinate = coordinate;
    this.debugConfig = DebugConfig.of(settings, identity.id());
    this.peers = peers;
    this.membership = membership;
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

  /** All of it; what cannot be had within a moment is told as if nobody were there. Never fails. */
  CompletableFuture<SelfJson> json() {
    CompletableFuture<List<Peers.Peer>> servers =
        settings.role().server()
            ? orNobody(peers.configuration().thenApply(Peers.Configuration::peers))
            : CompletableFuture.completedFuture(List.of());
    return servers.thenCombine(orNobody(membership.members()), this::json);
  }

  private static <T> CompletableFuture<List<T>> orNobody(CompletableFuture<List<T>> asked) {
    return asked
        .copy()
        .completeOnTimeout(List.of(), LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
        .exceptionally(problem -> List.of());
  }

  private SelfJson json(List<Peers.Peer> servers, List<Member> members) {
    return new SelfJson(
        settings.node().datacenter(),
        settings.node().primaryDatacenter(),
        identity.name().value(),
        identity.id(),
        settings.role().server(),
        Versions.INTERFACE,
        Versions.REVISION,
        Versions.BUILD_DATE,
        debugConfig,
        coordinate.get(),
        member(settings, identity),
        stats(servers, members),
        identity.meta());
  }

  private Map<String, Map<String, String>> stats(List<Peers.Peer> peers, List<Member> members) {
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
    stats.put("consul", consul());
    if (settings.role().server()) {
      stats.put("raft", raft(peers));
    }
    stats.put("serf_lan", members(members));
    Runtime runtime = Runtime.getRuntime();
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

  private Map<String, String> consul() {
    Map<String, String> consul = new LinkedHashMap<>();
    consul.put("acl", "disabled");
    consul.put("server", Boolean.toString(settings.role().server()));
    if (settings.role().server()) {
      @Nullable String leader = log.leadership().leaderAddress();
      consul.put("bootstrap", Boolean.toString(settings.role().solo()));
      consul.put("known_datacenters", "1");
      consul.put("leader", Boolean.toString(log.leadership().isLeader()));
      consul.put("leader_addr", leader == null ? "" : leader);
    }
    return consul;
  }

  private Map<String, String> raft(List<Peers.Peer> peers) {
    boolean leader = log.leadership().isLeader();
    List<String> shown = new ArrayList<>();
    long voters = 0;
    boolean votes = false;
    for (Peers.Peer peer : peers) {
      voters += peer.voter() ? 1 : 0;
      votes |= peer.voter() && peer.address().equals(PartSettings.serverAddress(settings));
      String suffrage = peer.voter() ? "Voter" : "Nonvoter";
      shown.add("{Suffrage:" + suffrage + " ID:" + peer.id() + " Address:" + peer.address() + "}");
    }
    Map<String, String> raft = new LinkedHashMap<>();
    raft.put("applied_index", Long.toString(log.lastApplied()));
    raft.put("last_contact", leader ? "0" : lastContact());
    raft.put("latest_configuration", shown.toString().replace("}, {", "} {"));
    raft.put("num_peers", Long.toString(votes ? voters - 1 : voters));
    raft.put("state", leader ? "Leader" : "Follower");
    return raft;
  }

  private String lastContact() {
    return log.leadership().leaderAddress() == null
        ? "never"
        : log.leadership().lastContactMillis() + "ms";
  }

  private Map<String, String> members(List<Member> members) {
    Map<String, String> lan = new LinkedHashMap<>();
    lan.put("encrypted", "false");
    lan.put("failed", count(members, Member.Status.FAILED));
    lan.put("left", count(members, Member.Status.LEFT));
    lan.put("members", Integer.toString(members.size()));
    return lan;
  }

  private static String count(List<Member> members, Member.Status status) {
    return Long.toString(members.stream().filter(one -> one.status() == status).count());
  }
}
