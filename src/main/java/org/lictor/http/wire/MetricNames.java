package org.lictor.http.wire;

import java.util.List;

/**
 * How figures are called outside, and which are told at all (Consul agent configuration, {@code
 * telemetry}).
 *
 * @param prefix the beginning of all names
 * @param host the part after it in the names of gauges; empty for none
 * @param filters whole beginnings of names to tell ({@code +consul.a}) or not to ({@code
 *     -consul.b}); of several that match the longest counts
 * @param unfiltered whether what no filter matches is told
 */
public record MetricNames(String prefix, String host, List<String> filters, boolean unfiltered) {
  public MetricNames {
    filters = List.copyOf(filters);
  }

  /** The name of a counter or of samples; empty when it is not told. */
  public String of(String name) {
    return told(name) ? whole(name) : "";
  }

  /** The name of a gauge; empty when it is not told. */
  public String gauge(String name) {
    return told(name) ? whole(host.isEmpty() ? name : host + "." + name) : "";
  }

  private String whole(String name) {
    return prefix.isEmpty() ? name : prefix + "." + name;
  }

  private boolean told(String name) {
    String whole = whole(name);
    boolean told = unfiltered;
    int longest = -1;
    for (String filter : filters) {
      if (filter.length() > longest && whole.startsWith(filter.substring(1))) {
        longest = filter.length();
        told = filter.startsWith("+");
      }
    }
    return told;
  }
}
