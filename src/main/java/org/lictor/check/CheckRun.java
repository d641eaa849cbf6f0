package org.lictor.check;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lictor.model.CheckId;

/**
 * One registered check in the schedule. {@link #due} and its neighbours belong to the schedule's
 * lock.
 */
abstract class CheckRun {
  private static final System.Logger LOG = System.getLogger(CheckRun.class.getName());

  /** When to go next. */
  Instant due;

  /** Waits in the queue; otherwise it is running, or has nothing to wait for. */
  boolean queued;

  /**
   * What a renewal asked for while this was running, and may have found itself expired just before.
   */
  @Nullable Instant renewedUntil;

  private final CheckId id;
  private final CheckListener listener;
  private volatile boolean removed;
  private boolean complained;

  CheckRun(CheckId id, CheckListener listener, Instant due) {
    this.id = id;
    this.listener = listener;
    this.due = due;
  }

  /** Does what is due, on a worker; tells when to go again, empty if not before somebody asks. */
  abstract Optional<Instant> go();

  /** Ends a run under way. */
  abstract void kill();

  CheckId id() {
    return id;
  }

  /** From now on results are dropped. Does not wait for a listener that is being called. */
  void remove() {
    removed = true;
  }

  boolean isRemoved() {
    return removed;
  }

  /** Tells the listener. By one thread at a time. */
  void deliver(ProbeResult result) {
    if (removed) {
      return;
    }
    try {
      listener.checked(id, result.status(), result.output());
    } catch (RuntimeException defect) {
      // Once with its trace: a listener that fails, fails at every run of every check.
      Level level = complained ? Level.DEBUG : Level.ERROR;
      LOG.log(level, "result of check " + id + " was not taken: " + result.status(), defect);
      complained = true;
    }
  }
}
