package org.lictor.check;

import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Makes ten ticks of each beat. Payara raises the period of an EJB timer to a second unless its
 * domain is configured otherwise, and a check that may be a second late is too late; between the
 * beats a thread of our own ticks.
 */
public final class CheckTicks {
  /** What the timer should keep to. */
  public static final long BEAT_MILLIS = 1000;

  private static final System.Logger LOG = System.getLogger(CheckTicks.class.getName());
  private static final long TICK_MILLIS = 100;

  private final CheckSchedule schedule;
  private final InstantSource clock;
  private final ScheduledExecutorService between;

  /**
   * @param clock the schedule's
   * @param between has one thread, which nothing blocks; whoever made it shuts it down, before the
   *     schedule is closed
   */
  public CheckTicks(CheckSchedule schedule, InstantSource clock, ScheduledExecutorService between) {
    this.schedule = schedule;
    this.clock = clock;
    this.between = between;
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
      schedule.tick(clock.instant());
    } catch (RuntimeException | OutOfMemoryError noThread) {
      LOG.log(Level.ERROR, "checks could not be started at this tick", noThread);
    }
  }
}
