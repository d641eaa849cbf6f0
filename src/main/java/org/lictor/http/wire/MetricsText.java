package org.lictor.http.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.lictor.metrics.Gauge;
import org.lictor.metrics.Report;
import org.lictor.metrics.Series;

/**
 * {@code /v1/agent/metrics} in the text format of Prometheus, 0.0.4: counters and sums since the
 * start, quantiles of the latest values.
 */
public final class MetricsText {
  /** The type of it. */
  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double[] QUANTILES = {0.5, 0.9, 0.99};
  private final Report report;
  private final MetricNames names;
  private final StringBuilder text = new StringBuilder(8192);
  private String family = "";

  public MetricsText(Report report, MetricNames names) {
    this.report = report;
    this.names = names;
  }

  /** The bytes of it. Once. */
  public byte[] bytes() {
    for (Gauge gauge : report.gauges()) {
      String named = names.gauge(gauge.name());
      if (named.isEmpty()) {
        continue;
      }
      String name = plain(named);
      head(name, "gauge");
      line(name, gauge.labels(), "", gauge.value());
    }
    for (Series series : report.series()) {
      String named = names.of(series.name());
      if (named.isEmpty()) {
        continue;
      }
      String name = plain(named);
      if (series.counter()) {
        head(name, "counter");
        line(name, series.labels(), "", series.sinceStart().sum());
      } else {
        summary(name, series);
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void summary(String name, Series series) {
    head(name, "summary");
    for (double part : QUANTILES) {
      line(name, series.labels(), "quantile=\"" + part + "\"", series.quantile(part));
    }
    line(name + "_sum", series.labels(), "", series.sinceStart().sum());
    line(name + "_count", series.labels(), "", series.sinceStart().count());
  }

  private void head(String name, String type) {
    if (!name.equals(family)) {
      family = name;
      text.append("# HELP ").append(name).append(' ').append(name);
      text.append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
    }
  }

  private void line(String name, Map<String, String> labels, String last, double value) {
    StringBuilder all = new StringBuilder();
    labels.forEach(
        (label, said) ->
            all.append(',').append(plain(label)).append("=\"").append(escaped(said)).append('"'));
    all.append(last.isEmpty() ? "" : ",").append(last);
    text.append(name);
    if (all.length() > 0) {
      text.append('{').append(all, 1, all.length()).append('}');
    }
    text.append(' ').append(number(value)).append('\n');
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Letters, digits and underscores are all that a name may have. */
  private static String plain(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
    return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
