package org.lictor.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.lictor.metrics.Metrics;

/** The figures of each interval, one JSON object a line, as soon as the interval is over. */
final class MetricsStream implements Stream {
  /** How often is looked whether the client, or the agent, is still there. */
  private static final long LOOK_MILLIS = 500;

  private final Supplier<byte[]> report;

  MetricsStream(Supplier<byte[]> report) {
    this.report = report;
  }

  @Override
  public String contentType() {
    return Reply.JSON;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException, InterruptedException {
    long told = -1;
    while (HttpParts.current() != null) {
      long interval = System.currentTimeMillis() / Metrics.INTERVAL.toMillis();
      if (interval != told) {
        told = interval;
        out.write(report.get());
        out.write('\n');
      }
      out.flush();
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }
}
