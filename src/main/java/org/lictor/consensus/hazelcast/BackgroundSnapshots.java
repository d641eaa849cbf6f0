package org.lictor.consensus.hazelcast;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.lictor.storage.SegmentedLog;
import org.lictor.storage.SnapshotFile;
import org.lictor.storage.Snapshots;

/**
 * Writes a group's snapshots on a thread of its own. One at a time: whoever brings the next one
 * waits for the one before, lest the log on disk outgrow what the engine can take back. Called by
 * the thread of the group's partition.
 */
final class BackgroundSnapshots implements Closeable {
  private static final System.Logger LOG = System.getLogger(BackgroundSnapshots.class.getName());

  private final Snapshots snapshots;
  private final String name;
  private final ExecutorService thread;
  private final AtomicLong neededFrom = new AtomicLong();
  private @Nullable Future<?> running;

  BackgroundSnapshots(Snapshots snapshots, String name) {
    this.snapshots = snapshots;
    this.name = name;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "lictor-snapshot-" + name);
              thread.setDaemon(true);
              return thread;
            });
  }

  Optional<SnapshotFile> newestUsable(SegmentedLog log) throws IOException {
    return snapshots.newestUsable(log);
  }

  /** Begins to write; a failure is logged, and the log is kept until the next one. */
  void write(long index, SnapshotFile.Contents contents) {
    awaitRunning();
    running =
        thread.submit(
            () -> {
              try {
                writeIt(index, contents);
              } catch (IOException | RuntimeException e) {
                LOG.log(
                    System.Logger.Level.WARNING,
                    "no snapshot of " + name + " could be written at index " + index,
                    e);
              }
            });
  }

  /** Writes; the snapshot is safe when this returns. */
  void writeNow(long index, SnapshotFile.Contents contents) throws IOException {
    awaitRunning();
    writeIt(index, contents);
  }

  private void writeIt(long index, SnapshotFile.Contents contents) throws IOException {
    snapshots.write(index, contents);
    neededFrom.set(snapshots.oldestIndex() + 1);
  }

  /** From which index on the log is still needed; 0 when that has not changed since. */
  long takeNeededFrom() {
    return neededFrom.getAndSet(0);
  }

  private void awaitRunning() {
    Future<?> before = running;
    if (before == null) return;
    boolean interrupted = false;
    while (true) {
      try {
        before.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    running = null;
    if (interrupted) Thread.currentThread().interrupt();
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(30, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "a snapshot of " + name + " is given up");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
