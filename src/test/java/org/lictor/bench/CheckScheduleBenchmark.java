package org.lictor.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.lictor.check.CheckDraft;
import org.lictor.check.CheckSchedule;
import org.lictor.check.CheckTicks;
import org.lictor.check.CheckWorkers;
import org.lictor.check.MonotonicClock;
import org.lictor.check.ProbeTls;
import org.lictor.check.Probes;
import org.lictor.model.CheckId;

/**
 * What a thousand checks of a kind cost an agent: CPU of its process, without that of the scripts;
 * threads; and how late runs are.
 *
 * <p>{@code CheckScheduleBenchmark KIND [CHECKS] [INTERVAL_SECONDS] [MEASURED_SECONDS] [TARGET]},
 * KIND one of script, http, tcp, idle; {@code serve} only answers, in a process of its own, so that
 * its CPU is not counted here. A TARGET {@code host:port} is needed for http and tcp. Run with
 * {@code -Xmx2g -XX:+AlwaysPreTouch} to see what starting scripts costs a large process.
 */
public final class CheckScheduleBenchmark {
  private CheckScheduleBenchmark() {}

  public static void main(String[] args) throws Exception {
    String kind = args[0];
    if (kind.equals("serve")) {
      serve(Integer.parseInt(args[1]));
      return;
    }
    int checks = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
    int interval = args.length > 2 ? Integer.parseInt(args[2]) : 10;
    int measured = args.length > 3 ? Integer.parseInt(args[3]) : 60;
    String target = args.length > 4 ? args[4] : "";
    MonotonicClock clock = new MonotonicClock();
    AtomicLongArray last = new AtomicLongArray(checks);
    Lateness lateness = new Lateness();
    AtomicInteger notPassing = new AtomicInteger();
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    Probes probes = Probes.real(ProbeTls.ofRuntime());
    CheckSchedule schedule =
        new CheckSchedule(
            clock, new SplittableRandom(1), probes, CheckWorkers.upTo(CheckWorkers.MOST));
    CheckTicks ticks = new CheckTicks(schedule, clock, timer);
    timer.scheduleAtFixedRate(ticks::beat, 0, CheckTicks.BEAT_MILLIS, TimeUnit.MILLISECONDS);
    for (int i = 0; i < checks && !kind.equals("idle"); i++) {
      int number = i;
      schedule.add(
          draft(kind, target)
              .interval(Duration.ofSeconds(interval))
              .toSpec(new CheckId("c" + i), 4096),
          (id, status, output) -> {
            long now = System.nanoTime();
            long before = last.getAndSet(number, now);
            if (before != 0) {
              lateness.add(now - before - TimeUnit.SECONDS.toNanos(interval));
            }
            if (!status.word().equals("passing") && notPassing.getAndIncrement() == 0) {
              System.out.println(id + ": " + output);
            }
          });
    }
    TimeUnit.SECONDS.sleep(2L * interval); // warm
    lateness.clear();
    long cpu = cpuNanos();
    long start = System.nanoTime();
    TimeUnit.SECONDS.sleep(measured);
    double wall = System.nanoTime() - start;
    System.out.printf(
        "%s: %d checks each %d s: agent %.1f %% of one core, %d runs, %d not passing, %d threads, late ms %s%n",
        kind,
        checks,
        interval,
        100 * (cpuNanos() - cpu) / wall,
        lateness.count(),
        notPassing.get(),
        Thread.activeCount(),
        lateness);
    timer.shutdownNow();
    schedule.close();
  }

  private static CheckDraft draft(String kind, String target) {
    return switch (kind) {
      case "script" -> new CheckDraft().args(List.of("/bin/true"));
      case "http" -> new CheckDraft().http("http://" + target + "/health");
      case "tcp" -> new CheckDraft().tcp(target);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void serve(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write("ok".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          }
        });
    server.start();
    System.out.println("serving on " + server.getAddress());
  }

  /**
   * Milliseconds by which runs came later than their interval after the one before, the run itself
   * and the tick included.
   */
  private static final class Lateness {
    private final long[] nanos = new long[1_000_000];
    private int count;

    synchronized void add(long value) {
      if (count < nanos.length) {
        nanos[count++] = value;
      }
    }

    synchronized void clear() {
      count = 0;
    }

    synchronized int count() {
      return count;
    }

    @Override
    public synchronized String toString() {
      long[] sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      if (count == 0) {
        return "-";
      }
      return String.format(
          "p50 %.0f p99 %.0f max %.0f",
          sorted[count / 2] / 1e6, sorted[(int) (count * 0.99)] / 1e6, sorted[count - 1] / 1e6);
    }
  }
}
