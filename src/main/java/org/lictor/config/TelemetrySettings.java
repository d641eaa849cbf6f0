package org.lictor.config;

import java.time.Duration;
import java.util.List;

/**
 * {@code telemetry}.
 *
 * @param statsd {@code host:port}, empty: none
 * @param prometheusRetention 0: not in that format
 * @param prefixFilter names to let through ({@code +a.b}) or to block ({@code -a.b})
 * @param filterDefault whether what no filter names goes through
 */
public record TelemetrySettings(
    String metricsPrefix,
    String statsd,
    String statsite,
    String dogstatsd,
    List<String> dogstatsdTags,
    Duration prometheusRetention,
    List<String> prefixFilter,
    boolean filterDefault,
    boolean disableHostname,
    boolean hostMetrics) {
  public TelemetrySettings {
    dogstatsdTags = List.copyOf(dogstatsdTags);
    prefixFilter = List.copyOf(prefixFilter);
  }
}
