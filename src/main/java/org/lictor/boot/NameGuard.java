package org.lictor.boot;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.lictor.grid.LiveMembers;
import org.lictor.grid.NameConflict;
import org.lictor.process.AgentProcess;

/**
 * Ends this process when it turns out that another node of its name was there before: two would
 * take turns in overwriting one node of the catalog.
 */
final class NameGuard implements AutoCloseable {
  private final LiveMembers live;
  private final AtomicBoolean ended = new AtomicBoolean();

  NameGuard(LiveMembers live) {
    this.live = live;
  }

  /** What tells this process from others of the same name. */
  static String incarnation() {
    return System.getProperty("lictor.launch.grid.incarnation", "alone");
  }

  /** Looks now and after each change. */
  void begin() {
    live.onChange(this::look);
    look();
  }

  private void look() {
    @Nullable String conflict = NameConflict.of(live.live(), incarnation());
    if (conflict != null && ended.compareAndSet(false, true)) {
      // Not on the grid's thread, which the end of the process waits for.
      new Thread(() -> AgentProcess.current().startFailed(conflict), "lictor-name-conflict")
          .start();
    }
  }

  @Override
  public void close() {
    ended.set(true);
  }
}
