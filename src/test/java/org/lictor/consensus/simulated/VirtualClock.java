package org.lictor.consensus.simulated;

import java.util.PriorityQueue;

/**
 * Time that passes only from one event to the next. Events of the same moment run in the order in
 * which they were asked for.
 */
final class VirtualClock {
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long asked;

  /** Milliseconds since the start. */
  long now() {
    return now;
  }

  /** Runs {@code action} when so many milliseconds have passed. */
  void after(long millis, Runnable action) {
    events.add(new Event(now + millis, asked++, action));
  }

  /** Moves to the next event and runs it; false when there is none. */
  boolean step() {
    Event next = events.poll();
    if (next == null) return false;
    now = next.at;
    next.action.run();
    return true;
  }

  private record Event(long at, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }
}
