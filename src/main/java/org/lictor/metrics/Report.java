package org.lictor.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What all instruments show at one moment, by name and labels.
 *
 * @param intervalStart when the interval began that the series tell of
 * @param interval how long it was
 */
public record Report(
    Instant intervalStart, Duration interval, List<Gauge> gauges, List<Series> series) {
  public Report {
    gauges = List.copyOf(gauges);
    series = List.copyOf(series);
  }
}
