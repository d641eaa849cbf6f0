package org.lictor.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.lictor.command.Outcome;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.StateSnapshot;
import org.lictor.consensus.solo.QueueBounds;
import org.lictor.consensus.solo.SoloCommandLog;
import org.lictor.consensus.solo.SoloSettings;
import org.lictor.consensus.solo.VolatileCommandLog;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Commands of 200 bytes a second through the log of one server, each on disk before its answer;
 * prints the CPU time of a command too. {@code blockingSubmitters} has 64 threads that wait for
 * each answer, {@code pipelined} one thread with 64 in flight.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-Xmx400m"})
public class SoloCommandLogBenchmark {
  private static final int IN_FLIGHT = 64;
  private static final int PIPELINED = 1 << 14;

  @Param({"solo", "volatile"})
  public String kind;

  private final byte[] command = new byte[200];
  private Path directory;
  private CommandLog log;
  private long cpuAtStart;

  @Setup
  public void open() throws IOException {
    directory = Files.createTempDirectory("lictor-bench");
    CommittedHandler handler = new CountingHandler();
    log =
        kind.equals("solo")
            ? SoloCommandLog.open(SoloSettings.in(directory, null), handler)
            : VolatileCommandLog.open(QueueBounds.USUAL, null, handler);
    cpuAtStart = cpuNanos();
  }

  @TearDown
  public void close() throws IOException {
    System.out.printf(
        "%ncpu %.1f us a command%n", (cpuNanos() - cpuAtStart) / 1000.0 / log.lastApplied());
    log.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  @Benchmark
  @Threads(IN_FLIGHT)
  public Committed blockingSubmitters() {
    return log.submit(command).join();
  }

  @Benchmark
  @OperationsPerInvocation(PIPELINED)
  public void pipelined() throws InterruptedException {
    Semaphore room = new Semaphore(IN_FLIGHT);
    for (int i = 0; i < PIPELINED; i++) {
      room.acquire();
      CompletableFuture<Committed> answer = log.submit(command);
      answer.whenComplete(
          (committed, failure) -> {
            if (failure != null) throw new IllegalStateException(failure);
            room.release();
          });
    }
    room.acquire(IN_FLIGHT);
  }

  /** Runs it from an IDE or with {@code java -cp}. */
  public static void main(String[] args) throws RunnerException {
    new Runner(new OptionsBuilder().include(SoloCommandLogBenchmark.class.getSimpleName()).build())
        .run();
  }

  private static final class CountingHandler implements CommittedHandler {
    private long last;

    @Override
    public Outcome committed(long index, byte[] command) {
      last = index;
      return Outcome.DONE;
    }

    @Override
    public StateSnapshot takeSnapshot() {
      long at = last;
      return new StateSnapshot() {
        @Override
        public long index() {
          return at;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
          out.write(new byte[1 << 20]);
        }
      };
    }

    @Override
    public void restore(long index, InputStream snapshot) {
      last = index;
    }
  }
}
