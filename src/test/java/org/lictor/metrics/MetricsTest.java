package org.lictor.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private Instant now = Instant.ofEpochSecond(1_000);
  private final Metrics metrics = new Metrics(() -> now);

  private Report report() {
    return metrics.report(Duration.ofMinutes(1));
  }

  @Test
  void theFirstIntervalIsToldWhileItLasts() {
    metrics.counter("requests").count();
    assertThat(report().intervalStart()).isEqualTo(Instant.ofEpochSecond(1_000));
    assertThat(report().series())
        .singleElement()
        .extracting(Series::interval)
        .extracting(Totals::count)
        .isEqualTo(1L);
  }

  @Test
  void laterTheLastWholeIntervalIsTold() {
    Instrument size = metrics.sample("size", "kind", "a");
    now = now.plusSeconds(10);
    for (double value : new double[] {2, 4, 4, 4, 5, 5, 7, 9}) {
      size.add(value);
    }
    now = now.plusSeconds(10);
    size.add(100);
    Series series = report().series().get(0);
    assertThat(report().intervalStart()).isEqualTo(Instant.ofEpochSecond(1_010));
    assertThat(series.labels()).isEqualTo(Map.of("kind", "a"));
    assertThat(series.interval().count()).isEqualTo(8);
    assertThat(series.interval().sum()).isEqualTo(40);
    assertThat(series.interval().min()).isEqualTo(2);
    assertThat(series.interval().max()).isEqualTo(9);
    assertThat(series.interval().mean()).isEqualTo(5);
    assertThat(series.interval().deviation()).isEqualTo(2.138, within(0.001));
    assertThat(series.sinceStart().sum()).isEqualTo(140);
  }

  @Test
  void quantilesAreOfTheLatestValues() {
    Instrument size = metrics.sample("size");
    for (int i = 1; i <= 100; i++) {
      size.add(i);
    }
    assertThat(report().series().get(0).quantile(0.5)).isEqualTo(50);
    assertThat(report().series().get(0).quantile(0.99)).isEqualTo(99);
    now = now.plusSeconds(30);
    assertThat(report().series().get(0).quantile(0.5)).isNaN();
  }

  @Test
  void whatIsSilentForTooLongIsLeftOut() {
    metrics.counter("requests").count();
    now = now.plusSeconds(61);
    assertThat(report().series()).isEmpty();
  }

  @Test
  void oneNameAndLabelsIsOneInstrument() {
    assertThat(metrics.counter("a", "b", "c")).isSameAs(metrics.counter("a", "b", "c"));
  }

  @Test
  void aGaugeThatCannotBeReadIsLeftOut() {
    metrics.gauge("broken", () -> Double.parseDouble("x"));
    metrics.gauge("much", () -> 7);
    metrics.gauge("much", () -> 8);
    assertThat(report().gauges()).containsExactly(new Gauge("much", Map.of(), 8));
  }

  @Test
  void statsdIsToldCountsMeansAndGauges() throws IOException {
    metrics.counter("requests", "path", "v1_kv_").add(3);
    Instrument size = metrics.sample("size");
    size.add(1);
    size.add(2);
    metrics.gauge("much", () -> 8);
    assertThat(sent(false, ""))
        .isEqualTo("c.h.much:8|g\nc.requests.v1_kv_:3|c\nc.size:1.500000|ms|@0.500000\n");
    assertThat(sent(true, "env:test"))
        .isEqualTo(
            "c.h.much:8|g|#env:test\nc.requests:3|c|#env:test,path:v1_kv_\n"
                + "c.size:1.500000|ms|@0.500000|#env:test\n");
  }

  private String sent(boolean tags, String always) throws IOException {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        Statsd statsd =
            new Statsd(
                metrics,
                new Statsd.Target(
                    "127.0.0.1",
                    server.getLocalPort(),
                    tags,
                    always,
                    name -> "c." + name,
                    name -> "c.h." + name))) {
      statsd.send(report());
      server.setSoTimeout(20_000);
      DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
      server.receive(packet);
      return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }
  }
}
