package org.lictor.metrics;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Sends the figures of each interval to a statsd server, or to one that knows tags (DogStatsD):
 * counts as counters, the mean of samples as a timing with its sample rate, and gauges. Datagrams:
 * who does not listen misses them, and nobody waits. Closing ends it.
 */
public final class Statsd implements AutoCloseable {
  /** What fits an Ethernet frame with room for tunnels. */
  private static final int MOST_BYTES = 1400;

  private final Metrics metrics;
  private final Target target;
  private final ScheduledExecutorService timer;

  /**
   * Where to, and under which names.
   *
   * @param tags whether labels go as tags; else their values are parts of the name
   * @param always tags of each line, such as {@code env:prod}; empty for none
   * @param name the whole name of a counter or sample; empty for one that is not told
   * @param gauge the same for a gauge
   */
  public record Target(
      String host,
      int port,
      boolean tags,
      String always,
      UnaryOperator<String> name,
      UnaryOperator<String> gauge) {}

  public Statsd(Metrics metrics, Target target) {
    this.metrics = metrics;
    this.target = target;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lictor-statsd");
              thread.setDaemon(true);
              return thread;
            });
    long period = Metrics.INTERVAL.toMillis();
    long untilNext = period - System.currentTimeMillis() % period;
    // A moment after the interval is over, so that it is the one that the report tells of.
    timer.scheduleAtFixedRate(this::sendQuietly, untilNext + 100, period, TimeUnit.MILLISECONDS);
  }

  private void sendQuietly() {
    try {
      send(metrics.report(Duration.ofMillis(2 * Metrics.INTERVAL.toMillis())));
    } catch (IOException | RuntimeException unheard) {
      System.getLogger(Statsd.class.getName())
          .log(
              System.Logger.Level.DEBUG,
              () -> "statsd " + target.host() + " cannot be told: " + unheard.getMessage());
    }
  }

  /** Sends what a report has. */
  void send(Report report) throws IOException {
    StringBuilder packet = new StringBuilder();
    try (DatagramSocket socket = new DatagramSocket()) {
      for (Gauge gauge : report.gauges()) {
        add(socket, packet, line(target.gauge(), gauge.name(), gauge.labels(), gauge.value(), "g"));
      }
      for (Series series : report.series()) {
        Totals totals = series.interval();
        if (totals.count() > 0) {
          String line =
              series.counter()
                  ? line(target.name(), series.name(), series.labels(), totals.sum(), "c")
                  : line(
                      target.name(),
                      series.name(),
                      series.labels(),
                      totals.mean(),
                      "ms|@" + number(1.0 / totals.count()));
          add(socket, packet, line);
        }
      }
      flush(socket, packet);
    }
  }

  private void add(DatagramSocket socket, StringBuilder packet, String line) throws IOException {
    if (packet.length() + line.length() > MOST_BYTES) {
      flush(socket, packet);
    }
    packet.append(line);
  }

  private void flush(DatagramSocket socket, StringBuilder packet) throws IOException {
    if (packet.length() > 0) {
      byte[] bytes = packet.toString().getBytes(StandardCharsets.UTF_8);
      InetAddress address = InetAddress.getByName(target.host());
      socket.send(
          new DatagramPacket(bytes, bytes.length, new InetSocketAddress(address, target.port())));
      packet.setLength(0);
    }
  }

  private String line(
      UnaryOperator<String> naming,
      String name,
      Map<String, String> labels,
      double value,
      String kind) {
    String whole = naming.apply(name);
    if (whole.isEmpty()) {
      return "";
    }
    StringBuilder line = new StringBuilder(plain(whole));
    if (!target.tags()) {
      labels.values().forEach(label -> line.append('.').append(plain(label)));
    }
    line.append(':').append(number(value)).append('|').append(kind);
    if (target.tags()) {
      StringBuilder tags = new StringBuilder(target.always());
      labels.forEach(
          (label, said) ->
              tags.append(tags.isEmpty() ? "" : ",").append(label).append(':').append(plain(said)));
      line.append(tags.isEmpty() ? "" : "|#").append(tags);
    }
    return line.append('\n').toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.6f", value);
  }

  /** What separates parts of a line cannot be in one. */
  private static String plain(String text) {
    return text.replaceAll("[:|@#,\\s]", "_");
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
