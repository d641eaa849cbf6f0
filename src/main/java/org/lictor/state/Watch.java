package org.lictor.state;

import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fires once, when its topic is touched, and is then done with: whoever wants to hear of the next
 * change takes a new one. Any thread. A watch may fire without a change; it never misses one that
 * came after it was taken.
 */
public final class Watch {
  private final Topic topic;
  private final Set<Runnable> sleepers = Collections.newSetFromMap(new ConcurrentHashMap<>(2));
  private volatile boolean fired;

  Watch(Topic topic) {
    this.topic = topic;
  }

  Topic topic() {
    return topic;
  }

  /** Whether the topic was touched since this watch was taken. One volatile read. */
  public boolean fired() {
    return fired;
  }

  /**
   * Has {@code sleeper} run when the watch fires, or now when it has. It runs on the thread that
   * applies commands, possibly twice, and must only hand over.
   */
  public void onFire(Runnable sleeper) {
    sleepers.add(sleeper);
    if (fired && sleepers.remove(sleeper)) {
      sleeper.run();
    }
  }

  /** Forgets {@code sleeper}. */
  public void forget(Runnable sleeper) {
    sleepers.remove(sleeper);
  }

  boolean idle() {
    return sleepers.isEmpty();
  }

  /** Tells those who ask that the watch has fired; {@link #wake()} is to follow. */
  void mark() {
    fired = true;
  }

  /** Runs those who sleep on the marked watch. */
  void wake() {
    for (Runnable sleeper : sleepers) {
      if (sleepers.remove(sleeper)) {
        sleeper.run();
      }
    }
  }
}
