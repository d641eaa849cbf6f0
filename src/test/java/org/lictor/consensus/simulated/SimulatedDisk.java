package org.lictor.consensus.simulated;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A server's disk. What was written can be read at once, and is safe once a sync that came after it
 * has ended. In a crash some of what was not safe is lost, the newest first.
 */
final class SimulatedDisk {
  private static final int USUAL_SYNC_MILLIS = 3;

  private final VirtualClock clock;
  private final RandomGenerator random;
  private final ArrayDeque<Consumer<Stored>> unsafe = new ArrayDeque<>();
  private final Stored safe = new Stored();
  private Stored contents = new Stored();
  private int slowestSyncMillis = USUAL_SYNC_MILLIS;
  private long written;
  private long synced;
  private int crashes;

  SimulatedDisk(VirtualClock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** What a reader finds; to be changed by {@link #write} alone. */
  Stored contents() {
    return contents;
  }

  /** What would be left if nothing more were written. */
  Stored safe() {
    return safe;
  }

  void write(Consumer<Stored> change) {
    change.accept(contents);
    unsafe.add(change);
    written++;
  }

  /** Runs {@code then} when all that is written now is safe; never when a crash comes first. */
  void sync(Runnable then) {
    long upTo = written;
    int before = crashes;
    clock.after(
        upTo == synced ? 0 : 1 + random.nextInt(slowestSyncMillis),
        () -> {
          if (crashes != before) return;
          for (; synced < upTo; synced++) unsafe.remove().accept(safe);
          then.run();
        });
  }

  void slowDown(int millis) {
    slowestSyncMillis = millis;
  }

  void heal() {
    slowestSyncMillis = USUAL_SYNC_MILLIS;
  }

  void crash() {
    crashes++;
    for (int kept = random.nextInt(unsafe.size() + 1); kept > 0; kept--) {
      unsafe.remove().accept(safe);
    }
    unsafe.clear();
    synced = written;
    contents = safe.copy();
  }
}
