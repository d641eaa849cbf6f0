package org.lictor.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A clock and a scheduler that stand still until a test moves them. What is due runs on the test's
 * thread, in order of time.
 */
public final class ManualScheduler extends AbstractExecutorService
    implements ScheduledExecutorService, InstantSource {
  private final List<Task<?>> planned = new ArrayList<>();
  private final Deque<Runnable> ready = new ArrayDeque<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private boolean busy;
  private boolean shutdown;

  private final class Task<T> extends FutureTask<T> implements ScheduledFuture<T> {
    private final Instant due;

    Task(Callable<T> work, Instant due) {
      super(work);
      this.due = due;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(Duration.between(now, due));
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** The same clock as {@link System#nanoTime()} has it. */
  public long nanoTime() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  /** Lets time pass and runs what falls due on the way. */
  public void advance(Duration by) {
    Instant end = now.plus(by);
    for (Task<?> next = next(end); next != null; next = next(end)) {
      now = next.due;
      planned.remove(next);
      next.run();
    }
    now = end;
  }

  /** When the next task is due that is not cancelled, seen from now. */
  List<Duration> delays() {
    return planned.stream()
        .filter(task -> !task.isCancelled())
        .map(task -> Duration.between(now, task.due))
        .sorted()
        .toList();
  }

  private Task<?> next(Instant end) {
    planned.removeIf(FutureTask::isCancelled);
    return planned.stream()
        .filter(task -> !task.due.isAfter(end))
        .min(Comparator.comparing(task -> task.due))
        .orElse(null);
  }

  @Override
  public void execute(Runnable command) {
    if (shutdown) {
      throw new java.util.concurrent.RejectedExecutionException("shut down");
    }
    ready.add(command);
    if (busy) {
      return;
    }
    busy = true;
    try {
      for (Runnable next = ready.poll(); next != null; next = ready.poll()) {
        next.run();
      }
    } finally {
      busy = false;
    }
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    return schedule(
        () -> {
          command.run();
          return null;
        },
        delay,
        unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    if (shutdown) {
      throw new java.util.concurrent.RejectedExecutionException("shut down");
    }
    Task<V> task = new Task<>(callable, now.plusNanos(unit.toNanos(delay)));
    planned.add(task);
    return task;
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long first, long period, TimeUnit unit) {
    throw new UnsupportedOperationException("nothing here repeats at a fixed rate");
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long first, long delay, TimeUnit unit) {
    return schedule(
        () -> {
          command.run();
          scheduleWithFixedDelay(command, delay, delay, unit);
        },
        first,
        unit);
  }

  @Override
  public void shutdown() {
    shutdown = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown = true;
    return List.copyOf(ready);
  }

  @Override
  public boolean isShutdown() {
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    return shutdown;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return shutdown;
  }
}
