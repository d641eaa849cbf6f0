package org.lictor.check;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes ten ticks of each beat, and one more for what is due between two of them: a TTL of a tenth
 * of a second is over when it is over. Payara raises the period of an EJB timer to a second unless
 * its domain is configured otherwise, and a check that may be a second late is too late; between
 * the beats a thread of our own ticks.
 */
public final class CheckTicks {
  /** What the timer should keep to. */
  public static final long BEAT_MILLIS = 1000;

  private static final System.Logger LOG = System.getLogger(CheckTicks.class.getName());
  private static final long TICK_MILLIS = 100;
  private static final long TOGETHER_MILLIS = 2;

  private final CheckSchedule schedule;
  private final InstantSource clock;
  private final ScheduledExecutorService between;

  /** The earliest extra tick that is still to come. Guarded by this. */
  private @Nullable Instant extra;

  /**
   * @param clock the schedule's
   * @param between has one thread, which nothing blocks; whoever made it shuts it down, before the
   *     schedule is closed
   */
  public CheckTicks(CheckSchedule schedule, InstantSource clock, ScheduledExecutorService between) {
    this.schedule = schedule;
    this.clock = clock;
    this.between = between;
    schedule.onPlanned(due -> plan(due, clock.instant()));
  }

  /** To be called every {@link #BEAT_MILLIS}. Never blocks. */
  public void beat() {
    if (between.isShutdown()) {
      return;
    }
    for (long millis = 0; millis < BEAT_MILLIS; millis += TICK_MILLIS) {
      between.schedule(this::tick, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void tick() {
    try {
      Instant now = clock.instant();
      synchronized (this) {
        if (extra != null && !extra.isAfter(now)) {
          extra = null;
        }
      }
      schedule.tick(now);
      Instant next = schedule.nextDue();
      if (next != null) {
        plan(next, now);
      }
    } catch (RuntimeException | OutOfMemoryError noThread) {
      LOG.log(Level.ERROR, "checks could not be started at this tick", noThread);
    }
  }

  /**
   * Ticks at {@code due}, if that is before the next tick of a beat. What is overdue waits for a
   * worker, and a tick would not get it one.
   */
  private void plan(Instant due, Instant now) {
    long nanos = Duration.between(now, due).toNanos();
    if (nanos <= 0 || nanos >= TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
      return;
    }
    // Those that are due within a moment have one tick together.
    Instant at = due.plusMillis(TOGETHER_MILLIS);
    synchronized (this) {
      if (extra != null && !extra.isAfter(at)) {
        return;
      }
      extra = at;
    }
    try {
      between.schedule(
          this::tick, nanos + TimeUnit.MILLISECONDS.toNanos(TOGETHER_MILLIS), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopping) {
      LOG.log(Level.DEBUG, "no check is started any more");
    }
  }
}
