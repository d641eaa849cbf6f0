package org.lictor.check;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Goes on evenly from the time at its making, whatever is done to the clock of the host: no check
 * waits out an hour set back.
 */
public final class MonotonicClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
