package org.lictor.boot;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lictor.config.AddressSettings;
import org.lictor.config.CheckSettings;
import org.lictor.config.ClusterSettings;
import org.lictor.config.DnsSettings;
import org.lictor.config.HttpSettings;
import org.lictor.config.LimitSettings;
import org.lictor.config.PortSettings;
import org.lictor.config.Settings;
import org.lictor.model.GoDuration;

/**
 * The settings that count, as {@code DebugConfig} of {@code /v1/agent/self} names them: tools look
 * up addresses and ports in it. Those that hold secrets are not among them.
 */
final class DebugConfig {
  private final Map<String, Object> shown = new TreeMap<>();

  private DebugConfig() {}

  /** By name; each a text, a number, a truth, or a list or a map of texts. */
  static Map<String, Object> of(Settings settings, String nodeId) {
    DebugConfig config = new DebugConfig();
    config.node(settings, nodeId);
    config.addresses(settings.addresses(), settings.ports(), settings.role().dev());
    config.cluster(settings);
    config.dns(settings.dns());
    config.http(settings.http(), settings.limits());
    config.checks(settings.checks());
    config.shown.put("DisableRemoteExec", !settings.remoteExec());
    config.shown.put("SessionTTLMin", text(settings.sessionTtlMin()));
    config.shown.put("UIContentPath", settings.ui().contentPath());
    config.shown.put("UnusedKeys", settings.unusedKeys());
    return config.shown;
  }

  private void node(Settings settings, String nodeId) {
    shown.put("Datacenter", settings.node().datacenter());
    shown.put("PrimaryDatacenter", settings.node().primaryDatacenter());
    shown.put("NodeID", nodeId);
    shown.put("NodeName", settings.node().name());
    shown.put("NodeMeta", settings.node().meta());
    shown.put("DataDir", settings.node().dataDir().map(Object::toString).orElse(""));
    shown.put("PidFile", settings.node().pidFile().map(Object::toString).orElse(""));
    shown.put("ConfigFiles", settings.configPaths());
    shown.put("LogLevel", settings.log().level());
    shown.put("LogJSON", settings.log().json());
    shown.put("LogFile", settings.log().file().orElse(""));
    shown.put("Version", Versions.INTERFACE);
    shown.put("Revision", Versions.REVISION);
    shown.put("DevMode", settings.role().dev());
    shown.put("ServerMode", settings.role().server());
    shown.put("Bootstrap", settings.role().bootstrap());
    shown.put("BootstrapExpect", settings.role().bootstrapExpect());
    shown.put("LeaveOnTerm", settings.leave().onTerminate());
    shown.put("SkipLeaveOnInt", settings.leave().skipOnInterrupt());
    shown.put("LeaveDrainTime", text(settings.leave().drainTime()));
  }

  /** A port that is not opened is shown all the same, as it is part of a server's address. */
  private void addresses(AddressSettings addresses, PortSettings ports, boolean dev) {
    shown.put("BindAddr", addresses.bind().getHostAddress());
    shown.put("AdvertiseAddrLAN", addresses.advertise().getHostAddress());
    shown.put("AdvertiseAddrWAN", addresses.advertiseWan().getHostAddress());
    shown.put("ClientAddrs", addresses.client());
    shown.put("TaggedAddresses", addresses.tagged());
    shown.put("DNSPort", ports.dns());
    List<String> dns = new ArrayList<>(at("tcp", addresses.dns(), ports.dns()));
    dns.addAll(at("udp", addresses.dns(), ports.dns()));
    shown.put("DNSAddrs", dns);
    shown.put("HTTPPort", ports.http());
    shown.put("HTTPAddrs", at("tcp", addresses.http(), ports.http()));
    shown.put("HTTPSPort", ports.https());
    shown.put("HTTPSAddrs", at("tcp", addresses.https(), ports.https()));
    shown.put("GRPCPort", -1);
    shown.put("GRPCTLSPort", -1);
    shown.put("SerfPortLAN", ports.serfLan());
    shown.put("SerfPortWAN", ports.serfWan());
    shown.put("SerfBindAddrLAN", dev ? "" : at(addresses.serf(), ports.serfLan()));
    shown.put("SerfAdvertiseAddrLAN", at(addresses.advertise(), ports.serfLan()));
    shown.put("ServerPort", ports.server());
    shown.put("RPCAdvertiseAddr", at(addresses.advertise(), ports.server()));
  }

  private void cluster(Settings settings) {
    ClusterSettings cluster = settings.cluster();
    shown.put("RetryJoinLAN", cluster.retryJoin());
    shown.put("RetryJoinIntervalLAN", text(cluster.retryInterval()));
    shown.put("RetryJoinMaxAttemptsLAN", cluster.retryMax());
    shown.put("RejoinAfterLeave", cluster.rejoinAfterLeave());
    shown.put("ReconnectTimeoutLAN", text(cluster.reconnectTimeout()));
    shown.put("DisableCoordinates", !cluster.coordinates());
    shown.put("RPCHoldTimeout", text(settings.raft().rpcHoldTimeout()));
    shown.put("AutopilotCleanupDeadServers", settings.autopilot().cleanupDeadServers());
    shown.put("AutopilotLastContactThreshold", text(settings.autopilot().lastContactThreshold()));
    shown.put("AutopilotMaxTrailingLogs", settings.autopilot().maxTrailingLogs());
    shown.put("AutopilotMinQuorum", settings.autopilot().minQuorum());
    shown.put("AutopilotServerStabilizationTime", text(settings.autopilot().stabilizationTime()));
  }

  private void dns(DnsSettings dns) {
    shown.put("DNSDomain", dns.domain());
    shown.put("DNSAltDomain", dns.altDomain());
    shown.put("DNSRecursors", dns.recursors());
    shown.put("DNSRecursorTimeout", text(dns.recursorTimeout()));
    shown.put("DNSAllowStale", dns.allowStale());
    shown.put("DNSMaxStale", text(dns.maxStale()));
    shown.put("DNSNodeTTL", text(dns.nodeTtl()));
    Map<String, String> ttls = new TreeMap<>();
    dns.serviceTtl().forEach((service, ttl) -> ttls.put(service, text(ttl)));
    shown.put("DNSServiceTTL", ttls);
    shown.put("DNSEnableTruncate", dns.enableTruncate());
    shown.put("DNSOnlyPassing", dns.onlyPassing());
    shown.put("DNSUDPAnswerLimit", dns.udpAnswerLimit());
    shown.put("DNSARecordLimit", dns.aRecordLimit());
    shown.put("DNSDisableCompression", dns.disableCompression());
    shown.put("DNSNodeMetaTXT", dns.nodeMetaTxt());
  }

  private void http(HttpSettings http, LimitSettings limits) {
    shown.put("HTTPResponseHeaders", http.responseHeaders());
    shown.put("HTTPBlockEndpoints", http.blockEndpoints());
    shown.put("AllowWriteHTTPFrom", http.allowWriteFrom().stream().map(Object::toString).toList());
    shown.put("HTTPMaxHeaderBytes", http.maxHeaderBytes());
    shown.put("DisableHTTPUnprintableCharFilter", !http.refuseUnprintablePaths());
    shown.put("DefaultQueryTime", text(http.defaultQueryTime()));
    shown.put("MaxQueryTime", text(http.maxQueryTime()));
    shown.put("DiscoveryMaxStale", text(http.discoveryMaxStale()));
    shown.put("HTTPMaxConnsPerClient", limits.httpMaxConnsPerClient());
    shown.put("KVMaxValueSize", limits.kvMaxValueSize());
    shown.put("TxnMaxReqLen", limits.txnMaxReqLen());
    shown.put("HTTPSHandshakeTimeout", text(limits.httpsHandshakeTimeout()));
  }

  private void checks(CheckSettings checks) {
    shown.put("EnableRemoteScriptChecks", checks.remoteScripts());
    shown.put("EnableLocalScriptChecks", checks.localScripts());
    shown.put("CheckUpdateInterval", text(checks.updateInterval()));
    shown.put("CheckOutputMaxSize", checks.outputMaxSize());
    shown.put("DiscardCheckOutput", checks.discardOutput());
    shown.put("EnableAgentTLSForChecks", checks.agentTls());
  }

  private static String text(Duration duration) {
    return GoDuration.of(duration).toString();
  }

  private static String at(InetAddress address, int port) {
    return "tcp://" + bracketed(address.getHostAddress()) + ":" + port;
  }

  private static List<String> at(String protocol, List<String> addresses, int port) {
    return port <= 0
        ? List.of()
        : addresses.stream()
            .filter(address -> !address.startsWith("unix:")) // not served
            .map(address -> protocol + "://" + bracketed(address) + ":" + port)
            .toList();
  }

  private static String bracketed(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }
}
