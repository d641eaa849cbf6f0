package org.lictor.consensus.solo;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.lictor.consensus.StateSnapshot;
import org.lictor.storage.Snapshots;

/**
 * Decides when a snapshot is due and writes it on a thread of its own while commands go on. The log
 * thread calls, and learns with {@link #takeNeededFrom} which prefix of the log has become
 * superfluous.
 */
final class SnapshotWriter {
  private static final System.Logger LOG = System.getLogger(SnapshotWriter.class.getName());

  private final Snapshots snapshots;
  private final int afterCommands;
  private final long afterBytes;
  private final Runnable whenWritten;
  private final AtomicLong neededFrom = new AtomicLong();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> daemon(task, "lictor-snapshot"));
  private volatile boolean writing;
  private long commands;
  private long bytes;

  SnapshotWriter(Snapshots snapshots, int afterCommands, long afterBytes, Runnable whenWritten) {
    this.snapshots = snapshots;
    this.afterCommands = afterCommands;
    this.afterBytes = afterBytes;
    this.whenWritten = whenWritten;
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Counts what a replay would have to do again. */
  void count(int moreCommands, long moreBytes) {
    commands += moreCommands;
    bytes += moreBytes;
  }

  boolean isDue() {
    return !writing && (commands >= afterCommands || bytes >= afterBytes);
  }

  /**
   * Begins to write; a failure is logged, the log is kept, and the next one is due after as much
   * again.
   */
  void start(StateSnapshot state) {
    commands = 0;
    bytes = 0;
    writing = true;
    thread.execute(() -> write(state));
  }

  private void write(StateSnapshot state) {
    try {
      snapshots.write(state.index(), state::writeTo);
      neededFrom.set(snapshots.oldestIndex() + 1);
    } catch (Throwable e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "no snapshot could be written at index " + state.index() + "; the log is kept",
          e);
    } finally {
      writing = false;
      whenWritten.run();
    }
  }

  /**
   * The index from which on the log is still needed; 0 when that has not changed since the last
   * call.
   */
  long takeNeededFrom() {
    return neededFrom.get() == 0 ? 0 : neededFrom.getAndSet(0);
  }

  /** Waits for a snapshot that is being written. */
  void close() {
    thread.shutdown();
    Patience.untilTrue(() -> thread.awaitTermination(1, TimeUnit.MINUTES));
  }
}
