package org.lictor.event;

import java.util.concurrent.atomic.AtomicLong;

/** A Lamport clock: it is ahead of every time that it has seen. Any thread. */
final class EventClock {
  private final AtomicLong now = new AtomicLong(1);

  long now() {
    return now.get();
  }

  /** A time later than all before. */
  long tick() {
    return now.incrementAndGet();
  }

  /** Is told of a time elsewhere. */
  void saw(long time) {
    now.accumulateAndGet(time, Math::max);
  }
}
