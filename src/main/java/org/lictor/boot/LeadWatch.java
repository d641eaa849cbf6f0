package org.lictor.boot;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.lictor.consensus.Leadership;

/**
 * Tells when this server gains the lead and when it loses it. Looks ten times a second, on one
 * thread: what the lead brings with it begins and ends there.
 */
final class LeadWatch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 100;

  private final Leadership leadership;
  private final Listener listener;
  private final ScheduledFuture<?> looks;
  private boolean leads;

  /** What the lead brings with it. */
  interface Listener {
    void gained();

    void lost();
  }

  LeadWatch(Leadership leadership, Listener listener, ScheduledExecutorService scheduler) {
    this.leadership = leadership;
    this.listener = listener;
    this.looks =
        scheduler.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void look() {
    boolean now = leadership.isLeader();
    if (now == leads) {
      return;
    }
    leads = now;
    if (now) {
      listener.gained();
    } else {
      listener.lost();
    }
  }

  @Override
  public void close() {
    looks.cancel(false);
    synchronized (this) {
      if (leads) {
        leads = false;
        listener.lost();
      }
    }
  }
}
