package org.lictor.boot;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.lictor.config.ConfigException;
import org.lictor.config.Settings;
import org.lictor.config.TelemetrySettings;
import org.lictor.http.wire.MetricNames;
import org.lictor.metrics.Metrics;
import org.lictor.metrics.Statsd;

/** What the telemetry settings mean. */
final class TelemetryParts {
  private static final int STATSD_PORT = 8125;

  private TelemetryParts() {}

  /** How figures are called. */
  static MetricNames names(TelemetrySettings telemetry) {
    return new MetricNames(
        telemetry.metricsPrefix(),
        telemetry.disableHostname() ? "" : hostName(),
        telemetry.prefixFilter(),
        telemetry.filterDefault());
  }

  /** The servers that the figures are sent to, already at work. */
  static List<Statsd> sinks(Settings settings) {
    TelemetrySettings telemetry = settings.telemetry();
    List<Statsd> sinks = new ArrayList<>();
    if (!telemetry.statsd().isEmpty()) {
      sinks.add(sink(telemetry, telemetry.statsd(), false));
    }
    if (!telemetry.dogstatsd().isEmpty()) {
      sinks.add(sink(telemetry, telemetry.dogstatsd(), true));
    }
    return sinks;
  }

  private static Statsd sink(TelemetrySettings telemetry, String address, boolean tags) {
    MetricNames names = names(telemetry);
    int colon = address.lastIndexOf(':');
    boolean hasPort = colon > 0 && !address.endsWith("]");
    String port = hasPort ? address.substring(colon + 1) : Integer.toString(STATSD_PORT);
    if (!port.matches("[0-9]{1,5}")) {
      throw new ConfigException("telemetry: not an address: " + address);
    }
    return new Statsd(
        Metrics.ofProcess(),
        new Statsd.Target(
            (hasPort ? address.substring(0, colon) : address).replace("[", "").replace("]", ""),
            Integer.parseInt(port),
            tags,
            String.join(",", telemetry.dogstatsdTags()),
            names::of,
            names::gauge));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "";
    }
  }
}
