package org.lictor.metrics;

import java.util.List;
import java.util.Map;

/**
 * What an instrument has shown.
 *
 * @param name without the prefix that all names have: {@code kvs.apply}
 * @param labels in the order in which they are told
 * @param counter whether values are counts of something, rather than samples of a size or a time
 * @param interval the values of one interval
 * @param sinceStart all values there have been
 * @param recent the latest values, sorted; at most {@link Instrument#RECENT}
 */
public record Series(
    String name,
    Map<String, String> labels,
    boolean counter,
    Totals interval,
    Totals sinceStart,
    List<Double> recent) {
  public Series {
    recent = List.copyOf(recent);
  }

  /** The value that {@code part} of the latest ones do not exceed; not a number without any. */
  public double quantile(double part) {
    if (recent.isEmpty()) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(part * recent.size());
    return recent.get(Math.max(0, Math.min(recent.size(), rank) - 1));
  }
}
