package org.lictor.grid;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.lictor.command.BinaryReader;
import org.lictor.command.BinaryWriter;
import org.lictor.consensus.NoLeaderException;

/**
 * A client agent's line to its servers: asks through the {@link Courier}, opens the replies, and
 * asks again while there is nobody to answer. Any thread; holds none while it waits. Futures
 * complete on one of the {@code workers}.
 */
public final class ServerLine {
  /**
   * How long a request is held while no server or no leader is there to handle it, as long as in
   * Consul ({@code rpc_hold_timeout}): a new leader is found by then.
   */
  static final Duration HOLD = Duration.ofSeconds(7);

  /** What a server may take for an answer that it need not wait for. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Duration FIRST_DELAY = Duration.ofMillis(20);
  private static final Duration LONGEST_DELAY = Duration.ofMillis(500);

  private final Courier courier;
  private final ScheduledExecutorService timer;
  private final Executor workers;
  private final LongSupplier nanoTime;
  private final RandomGenerator random;
  private volatile long heardAt;
  private volatile Runnable onTrouble = () -> {};

  /**
   * A line over {@code courier}.
   *
   * @param workers open replies and run what depends on them
   * @param nanoTime as {@link System#nanoTime()}
   * @param random draws how long to wait before the next try
   */
  public ServerLine(
      Courier courier,
      ScheduledExecutorService timer,
      Executor workers,
      LongSupplier nanoTime,
      RandomGenerator random) {
    this.courier = courier;
    this.timer = timer;
    this.workers = workers;
    this.nanoTime = nanoTime;
    this.random = random;
    heardAt = nanoTime.getAsLong();
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** When the server that {@link Courier.To#ANY} means was last heard; at first: never missed. */
  long heardAt() {
    return heardAt;
  }

  /** Has {@code listener} run when a request has found no server or no leader. */
  void onTrouble(Runnable listener) {
    onTrouble = listener;
  }

  /** Runs {@code work} after {@code delay}, or never when the agent is about to stop. */
  void later(Duration delay, Runnable work) {
    try {
      var unused = timer.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopping) {
      // Nobody will ask for what would be done then.
    }
  }

  /** A duration of which up to a half is taken off at random. */
  Duration jittered(Duration most) {
    return most.minusNanos(random.nextLong(most.toNanos() / 2 + 1));
  }

  /** Asks once. Fails with what the courier or the server says. */
  <T> CompletableFuture<T> ask(
      BinaryWriter request, Courier.To to, Duration limit, Function<BinaryReader, T> form) {
    CompletableFuture<byte[]> reply;
    try {
      reply = courier.ask(request.toBytes(), to, limit);
    } catch (RuntimeException problem) {
      return CompletableFuture.failedFuture(problem);
    }
    return reply
        .thenApply(bytes -> heard(to, bytes))
        .thenApplyAsync(bytes -> form.apply(DeskCodec.opened(bytes)), workers);
  }

  private byte[] heard(Courier.To to, byte[] reply) {
    if (to == Courier.To.ANY) {
      heardAt = now();
    }
    return reply;
  }

  /**
   * Asks, and while there is nobody to answer asks again: for {@link #HOLD} after an answer was
   * first missed.
   *
   * @param attempt asks once
   * @param mayRepeat which failures leave it open to ask again; {@link #NOBODY} or {@link #LOST}
   * @param longest no try is begun later than that
   */
  <T> CompletableFuture<T> insist(
      Supplier<CompletableFuture<T>> attempt, Predicate<Throwable> mayRepeat, Duration longest) {
    Insistence<T> insistence = new Insistence<>(attempt, mayRepeat, now() + longest.toNanos());
    insistence.attempt();
    return insistence.result;
  }

  /** Nobody has handled the request. */
  static final Predicate<Throwable> NOBODY = problem -> problem instanceof NoLeaderException;

  /** Nobody has handled the request, or it does not matter whether somebody has. */
  static final Predicate<Throwable> LOST =
      NOBODY.or(problem -> problem instanceof ServerLostException);

  /** One request on its way until it is answered. */
  private final class Insistence<T> {
    private final Supplier<CompletableFuture<T>> attempt;
    private final Predicate<Throwable> mayRepeat;
    private final long end;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Duration delay = FIRST_DELAY;
    private boolean missed;
    private long missedAt;

    Insistence(Supplier<CompletableFuture<T>> attempt, Predicate<Throwable> mayRepeat, long end) {
      this.attempt = attempt;
      this.mayRepeat = mayRepeat;
      this.end = end;
    }

    private void attempt() {
      long begun = now();
      CompletableFuture<T> answer;
      try {
        answer = attempt.get();
      } catch (RuntimeException defect) {
        answer = CompletableFuture.failedFuture(defect);
      }
      var unused =
          answer.whenComplete(
              (value, problem) -> {
                if (problem == null) {
                  result.complete(value);
                } else {
                  failed(Failures.cause(problem), begun);
                }
              });
    }

    private void failed(Throwable problem, long begun) {
      if (!mayRepeat.test(problem)) {
        result.completeExceptionally(problem);
        return;
      }
      onTrouble.run();
      long now = now();
      boolean kept = now - begun >= HOLD.toNanos();
      // A server has held the request for as long as it is to be held.
      if (kept && problem instanceof NoLeaderException) {
        result.completeExceptionally(problem);
        return;
      }
      // Whoever kept the request for long was there: what is missed is missed since now.
      if (!missed || kept) {
        missed = true;
        missedAt = now;
        delay = FIRST_DELAY;
      }
      long left = Math.min(missedAt + HOLD.toNanos() - now, end - now);
      if (left <= 0) {
        result.completeExceptionally(problem);
        return;
      }
      Duration pause = Duration.ofNanos(Math.min(left, jittered(delay).toNanos()));
      delay =
          delay.multipliedBy(2).compareTo(LONGEST_DELAY) > 0
              ? LONGEST_DELAY
              : delay.multipliedBy(2);
      try {
        var unused = timer.schedule(this::attempt, pause.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException stopping) {
        result.completeExceptionally(problem);
      }
    }
  }
}
