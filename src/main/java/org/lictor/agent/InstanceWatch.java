package org.lictor.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.model.ServiceEntry;
import org.lictor.query.BlockingQuery;
import org.lictor.query.OverloadedException;

/**
 * Lets callers wait until a service of this agent is another than they know it (Consul API "Get
 * service configuration"). No thread is held while one waits. Any thread.
 */
public final class InstanceWatch {
  private static final int JITTER_PART = 16;
  private final LocalState state;
  private final ScheduledExecutorService timer;
  private final Executor wakers;
  private final RandomGenerator random;
  private final BlockingQuery.Limits limits;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param timer ends waits
   * @param wakers complete what is waited for
   */
  public InstanceWatch(
      LocalState state,
      ScheduledExecutorService timer,
      Executor wakers,
      RandomGenerator random,
      BlockingQuery.Limits limits) {
    this.state = state;
    this.timer = timer;
    this.wakers = wakers;
    this.random = random;
    this.limits = limits;
  }

  /**
   * The service of an id, null when there is none, as soon as its {@link ContentHash} is another
   * than {@code known}, or the wait is over.
   *
   * @param known empty not to wait
   * @param wait zero for the default
   * @throws OverloadedException in the future when too many wait already
   */
  public CompletableFuture<@Nullable ServiceEntry> differing(
      String id, String known, Duration wait) {
    ServiceEntry now = state.image().service(id);
    if (known.isEmpty() || now == null || !ContentHash.of(now).equals(known)) {
      return CompletableFuture.completedFuture(now);
    }
    if (waiting.incrementAndGet() > limits.mostSleepers()) {
      waiting.decrementAndGet();
      return CompletableFuture.failedFuture(
          new OverloadedException("too many callers wait for a service"));
    }
    Duration longest = limits.longest(wait);
    long nanos = longest.toNanos() + random.nextLong(longest.toNanos() / JITTER_PART + 1);
    CompletableFuture<@Nullable ServiceEntry> answer = new CompletableFuture<>();
    ScheduledFuture<?> over =
        timer.schedule(
            () -> wakers.execute(() -> answer.complete(state.image().service(id))),
            nanos,
            TimeUnit.NANOSECONDS);
    answer.whenComplete(
        (entry, problem) -> {
          over.cancel(false);
          waiting.decrementAndGet();
        });
    look(id, known, answer);
    return answer;
  }

  private void look(String id, String known, CompletableFuture<@Nullable ServiceEntry> answer) {
    LocalImage seen = state.image();
    ServiceEntry now = seen.service(id);
    if (now == null || !ContentHash.of(now).equals(known)) {
      answer.complete(now);
    } else if (!answer.isDone()) {
      state.changeAfter(seen).thenRunAsync(() -> look(id, known, answer), wakers);
    }
  }
}
