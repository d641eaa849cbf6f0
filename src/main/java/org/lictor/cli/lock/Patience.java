package org.lictor.cli.lock;

import java.time.Duration;

/** How long somebody is ready to wait. One thread. */
public final class Patience {
  private final long limitNanos;
  private final long since = System.nanoTime();
  private boolean tried;

  /**
   * @param limit zero for ever
   */
  public Patience(Duration limit) {
    limitNanos = limit.toNanos();
  }

  /** Whether another try is to be made; there is always a first. */
  boolean allowsTry() {
    boolean first = !tried;
    tried = true;
    return first || limitNanos == 0 || left() > 0;
  }

  private long left() {
    return limitNanos - (System.nanoTime() - since);
  }

  /** {@code wanted}, or what is left when that is less. */
  Duration atMost(Duration wanted) {
    if (limitNanos == 0) {
      return wanted;
    }
    Duration left = Duration.ofNanos(Math.max(left(), 1_000_000));
    return left.compareTo(wanted) < 0 ? left : wanted;
  }
}
