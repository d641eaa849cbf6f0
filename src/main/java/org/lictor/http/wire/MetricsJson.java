package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.lictor.metrics.Gauge;
import org.lictor.metrics.Report;
import org.lictor.metrics.Series;
import org.lictor.metrics.Totals;

/** {@code /v1/agent/metrics} in JSON: one interval of ten seconds, and the gauges of now. */
public final class MetricsJson {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss '+0000 UTC'").withZone(ZoneOffset.UTC);

  private final Report report;
  private final MetricNames names;

  public MetricsJson(Report report, MetricNames names) {
    this.report = report;
    this.names = names;
  }

  /** The bytes of it. */
  public byte[] bytes() {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          out.writeStringField("Timestamp", TIME.format(report.intervalStart()));
          out.writeArrayFieldStart("Gauges");
          for (Gauge gauge : report.gauges()) {
            if (!names.gauge(gauge.name()).isEmpty()) {
              gauge(out, gauge);
            }
          }
          out.writeEndArray();
          out.writeArrayFieldStart("Points");
          out.writeEndArray();
          series(out, "Counters", true);
          series(out, "Samples", false);
          out.writeEndObject();
        });
  }

  private void gauge(JsonGenerator out, Gauge gauge) throws IOException {
    out.writeStartObject();
    out.writeStringField("Name", names.gauge(gauge.name()));
    number(out, "Value", gauge.value());
    Json.map(out, "Labels", gauge.labels());
    out.writeEndObject();
  }

  private void series(JsonGenerator out, String field, boolean counters) throws IOException {
    out.writeArrayFieldStart(field);
    for (Series series : report.series()) {
      Totals totals = series.interval();
      if (series.counter() == counters
          && totals.count() > 0
          && !names.of(series.name()).isEmpty()) {
        out.writeStartObject();
        out.writeStringField("Name", names.of(series.name()));
        out.writeNumberField("Count", totals.count());
        number(out, "Rate", totals.sum() / report.interval().toSeconds());
        number(out, "Sum", totals.sum());
        number(out, "Min", totals.min());
        number(out, "Max", totals.max());
        number(out, "Mean", totals.mean());
        number(out, "Stddev", totals.deviation());
        Json.map(out, "Labels", series.labels());
        out.writeEndObject();
      }
    }
    out.writeEndArray();
  }

  /** Whole numbers without a point, as Go writes them. */
  private static void number(JsonGenerator out, String field, double value) throws IOException {
    if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
      out.writeNumberField(field, (long) value);
    } else {
      out.writeNumberField(field, value);
    }
  }
}
