package org.lictor.query;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.query.AnswerCache.Seen;
import org.lictor.state.WatchSet;

/**
 * Runs a query again until its index passes the caller's or the wait is over (Consul HTTP API,
 * "Blocking Queries"). A sleeping query holds a timer and an entry in its watches, no thread. Any
 * thread may start one; it ends on one of the {@code wakers}.
 */
public final class BlockingQuery {
  private final AnswerCache answers;
  private final Executor wakers;
  private final ScheduledExecutorService timer;
  private final RandomGenerator jitter;
  private final Limits limits;
  private final AtomicInteger sleeping = new AtomicInteger();

  /**
   * How long and how many queries may wait.
   *
   * @param defaultWait when the caller names none
   * @param longestWait what a longer wait is cut to
   * @param mostSleepers beyond this the newest is refused: the older ones have waited longer
   */
  public record Limits(Duration defaultWait, Duration longestWait, int mostSleepers) {
    public static final Limits DEFAULT =
        new Limits(Duration.ofMinutes(5), Duration.ofMinutes(10), 50_000);

    /** How long one waits at least who asks for {@code asked}; zero asks for the default. */
    public Duration longest(Duration asked) {
      Duration wait = asked.isZero() ? defaultWait : asked;
      return wait.compareTo(longestWait) > 0 ? longestWait : wait;
    }
  }

  public BlockingQuery(
      AnswerCache answers,
      Executor wakers,
      ScheduledExecutorService timer,
      RandomGenerator jitter,
      Limits limits) {
    this.answers = answers;
    this.wakers = wakers;
    this.timer = timer;
    this.jitter = jitter;
    this.limits = limits;
  }

  /** How many queries sleep now. */
  public int sleeping() {
    return sleeping.get();
  }

  /**
   * Reads, and while the index is not above {@code options.minIndex()} sleeps and reads again. Who
   * cancels what is returned, or what follows from it, ends the sleep.
   */
  public <T> CompletableFuture<Seen<T>> run(Query<T> query, QueryOptions options) {
    return new Run<>(query, options.minIndex()).start(options.longestWait());
  }

  private Duration longest(Duration asked) {
    Duration cut = limits.longest(asked);
    // Up to a sixteenth more, so that queries that began together do not end together.
    return cut.plusNanos(jitter.nextLong(cut.toNanos() / 16 + 1));
  }

  /** One caller's wait. */
  private final class Run<T> {
    private final Query<T> query;
    private final long minIndex;
    private long restores = -1;
    private final Abandonable<Seen<T>> result =
        new Abandonable<>() {
          @Override
          void abandoned() {
            tidy();
          }
        };
    private final AtomicBoolean reading = new AtomicBoolean();
    private final AtomicBoolean tidied = new AtomicBoolean();
    private volatile @Nullable Future<?> alarm;
    private volatile WatchSet asleepOn = WatchSet.NONE;
    private volatile boolean over;
    private final Runnable wake = () -> wakers.execute(this::read);

    Run(Query<T> query, long minIndex) {
      this.query = query;
      this.minIndex = minIndex;
    }

    CompletableFuture<Seen<T>> start(Duration asked) {
      Seen<T> first = look();
      if (first != null) {
        result.complete(first);
        return result;
      }
      if (sleeping.incrementAndGet() > limits.mostSleepers()) {
        sleeping.decrementAndGet();
        result.completeExceptionally(
            new OverloadedException(
                "too many blocking queries: more than " + limits.mostSleepers()));
        return result;
      }
      Future<?> end = timer.schedule(this::timeUp, longest(asked).toNanos(), TimeUnit.NANOSECONDS);
      alarm = end;
      if (tidied.get()) {
        end.cancel(false);
      }
      sleep();
      return result;
    }

    /** Takes back what wakes this; before its caller is told, and once. */
    private void tidy() {
      if (tidied.compareAndSet(false, true)) {
        sleeping.decrementAndGet();
        Future<?> end = alarm;
        if (end != null) {
          end.cancel(false);
        }
        asleepOn.forget(wake);
      }
    }

    /**
     * Has the watches wake this. The wait may have ended meanwhile, and forgotten its watches
     * before it slept on them: nobody else would take it off them until they fire.
     */
    private void sleep() {
      WatchSet watches = asleepOn;
      watches.onFire(wake);
      if (tidied.get()) {
        watches.forget(wake);
      }
    }

    private void timeUp() {
      over = true;
      wakers.execute(this::read);
    }

    /** Looks until there is news; never twice at once. */
    private void read() {
      if (result.isDone() || !reading.compareAndSet(false, true)) {
        return;
      }
      Seen<T> seen;
      boolean again;
      try {
        seen = look();
        again = seen == null;
      } catch (RuntimeException defect) {
        tidy();
        result.completeExceptionally(defect);
        return;
      }
      if (!again) {
        tidy();
        result.complete(seen);
        return;
      }
      reading.set(false);
      sleep();
      if (over && !result.isDone()) {
        read();
      }
    }

    private @Nullable Seen<T> look() {
      Seen<T> seen = answers.look(query);
      asleepOn = seen.watches();
      if (restores < 0) {
        restores = seen.restores();
      }
      // Indexes before and after a restored snapshot do not compare: whoever waits is told to look
      // again.
      boolean news = seen.found().index() > minIndex || seen.restores() != restores;
      return news || over ? seen : null;
    }
  }
}
