package org.lictor.leader;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time during which this process could have heard somebody: it stands still while the process
 * does, as when its host was suspended, so that nobody is blamed for not having been heard then.
 * One thread at a time.
 */
final class ListeningTime {
  /** Who reads it less often than this is taken to have stood still. */
  static final Duration LONGEST_STEP = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private long readAt;
  private long nanos;

  /**
   * @param nanoTime as {@link System#nanoTime()}, which no change of the clock moves
   */
  ListeningTime(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    readAt = nanoTime.getAsLong();
  }

  /** Nanoseconds since it was made. To be read several times in each {@link #LONGEST_STEP}. */
  long nanos() {
    long now = nanoTime.getAsLong();
    nanos += Math.min(now - readAt, LONGEST_STEP.toNanos());
    readAt = now;
    return nanos;
  }
}
