package org.lictor.boot;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.agent.AdmissionSettings;
import org.lictor.agent.OutputRules;
import org.lictor.config.ConfigException;
import org.lictor.config.Settings;
import org.lictor.dns.DnsSettings;
import org.lictor.http.HttpSettings;
import org.lictor.model.AutopilotConfig;
import org.lictor.model.GoDuration;
import org.lictor.model.LogIndexes;
import org.lictor.query.BlockingQuery;
import org.lictor.storage.SegmentedLog;

/** What the agent's settings mean to each of its parts. */
final class PartSettings {
  /** More sleepers than this would not fit the smallest heap that the agent is started with. */
  private static final int MOST_SLEEPERS = 20_000;

  private static final int DNS_PORT = 53;

  /** What one command may have on the log, less room for a key and the command's other fields. */
  private static final int MOST_VALUE_BYTES = SegmentedLog.MAX_PAYLOAD_BYTES - (1 << 20);

  private PartSettings() {}

  static DnsSettings dns(Settings settings) {
    var dns = settings.dns();
    return new DnsSettings(
        dns.domain(),
        dns.altDomain(),
        settings.node().datacenter(),
        new DnsSettings.Ttls(dns.nodeTtl(), dns.serviceTtl()),
        new DnsSettings.Limits(dns.udpAnswerLimit(), dns.aRecordLimit(), dns.enableTruncate()),
        new DnsSettings.Soa(
            dns.soa().refresh(), dns.soa().retry(), dns.soa().expire(), dns.soa().minTtl()),
        new DnsSettings.Recursion(
            dns.recursors().stream().map(PartSettings::recursor).toList(),
            dns.recursorTimeout(),
            dns.recursorStrategy() == org.lictor.config.DnsSettings.RecursorStrategy.RANDOM),
        dns.onlyPassing(),
        !dns.disableCompression(),
        dns.nodeMetaTxt(),
        new DnsSettings.Staleness(dns.allowStale(), dns.maxStale()),
        settings.node().name());
  }

  private static InetSocketAddress recursor(String address) {
    int colon = address.lastIndexOf(':');
    boolean hasPort =
        colon > 0 && (address.indexOf(':') == colon || address.charAt(colon - 1) == ']');
    String host = hasPort ? address.substring(0, colon) : address;
    return new InetSocketAddress(
        host.replace("[", "").replace("]", ""),
        hasPort ? Integer.parseInt(address.substring(colon + 1)) : DNS_PORT);
  }

  static HttpSettings http(Settings settings) {
    var http = settings.http();
    return new HttpSettings(
        settings.node().datacenter(),
        http.responseHeaders(),
        http.blockEndpoints(),
        address -> http.mayWrite(address(address)),
        settings.role().dev(),
        Math.min(settings.limits().kvMaxValueSize(), MOST_VALUE_BYTES),
        Math.min(settings.limits().txnMaxReqLen(), MOST_VALUE_BYTES),
        settings.ui().enabled() ? settings.ui().contentPath() : "");
  }

  static BlockingQuery.Limits waits(Settings settings) {
    return new BlockingQuery.Limits(
        settings.http().defaultQueryTime(), settings.http().maxQueryTime(), MOST_SLEEPERS);
  }

  static AdmissionSettings admission(Settings settings) {
    var checks = settings.checks();
    return new AdmissionSettings(
        checks.remoteScripts(), checks.localScripts(), checks.outputMaxSize());
  }

  static OutputRules output(Settings settings) {
    return new OutputRules(settings.checks().updateInterval(), settings.checks().discardOutput());
  }

  /** Where other servers reach this one, as the interfaces show it. */
  static String serverAddress(Settings settings) {
    return settings.addresses().advertise().getHostAddress() + ":" + settings.ports().server();
  }

  static AutopilotConfig autopilot(Settings settings) {
    var autopilot = settings.autopilot();
    return new AutopilotConfig(
        autopilot.cleanupDeadServers(),
        GoDuration.of(autopilot.lastContactThreshold()),
        autopilot.maxTrailingLogs(),
        autopilot.minQuorum(),
        GoDuration.of(autopilot.stabilizationTime()),
        "",
        false,
        "",
        LogIndexes.NONE);
  }

  static List<InetSocketAddress> dnsAddresses(Settings settings) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    if (settings.ports().dns() > 0) {
      for (String host : settings.addresses().dns()) {
        addresses.add(new InetSocketAddress(address(host), settings.ports().dns()));
      }
    }
    return addresses;
  }

  /** Where HTTP listens; null if nowhere. */
  static @Nullable InetSocketAddress httpAddress(Settings settings) {
    int port = settings.ports().http();
    return port <= 0
        ? null
        : new InetSocketAddress(address(settings.addresses().http().get(0)), port);
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ConfigException("not an address: " + host);
    }
  }
}
