package org.lictor.event;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.lictor.query.OverloadedException;

/**
 * Callers that wait for a list of events to become another than they know. A wait holds a timer and
 * an entry here, no thread. Any thread.
 */
final class EventWaits {
  private final ScheduledExecutorService timer;
  private final Executor wakers;
  private final int most;
  private final Set<Wait> waiting = new LinkedHashSet<>();

  /** Waits that end on one of the {@code wakers}; at most {@code most} of them at a time. */
  EventWaits(ScheduledExecutorService timer, Executor wakers, int most) {
    this.timer = timer;
    this.wakers = wakers;
    this.most = most;
  }

  /** What {@code look} finds as soon as its index is not {@code known}, or when time is up. */
  CompletableFuture<EventList> until(Supplier<EventList> look, long known, Duration longest) {
    Wait wait = new Wait(look, known);
    synchronized (waiting) {
      if (waiting.size() >= most) {
        return CompletableFuture.failedFuture(
            new OverloadedException("too many blocking queries: more than " + most));
      }
      waiting.add(wait);
    }
    Future<?> alarm =
        timer.schedule(
            () -> wakers.execute(() -> wait.end(look.get())),
            longest.toMillis(),
            TimeUnit.MILLISECONDS);
    CompletableFuture<EventList> told =
        wait.result.whenComplete((list, none) -> alarm.cancel(false));
    wait.look(); // what came before it was written down
    return told;
  }

  /** There is another event. */
  void wake() {
    List<Wait> all;
    synchronized (waiting) {
      all = List.copyOf(waiting);
    }
    if (!all.isEmpty()) {
      wakers.execute(() -> all.forEach(Wait::look));
    }
  }

  private final class Wait {
    private final Supplier<EventList> look;
    private final long known;
    private final CompletableFuture<EventList> result = new CompletableFuture<>();

    Wait(Supplier<EventList> look, long known) {
      this.look = look;
      this.known = known;
    }

    void look() {
      EventList found = look.get();
      if (found.index() != known) {
        end(found);
      }
    }

    void end(EventList found) {
      synchronized (waiting) {
        waiting.remove(this);
      }
      result.complete(found);
    }
  }
}
