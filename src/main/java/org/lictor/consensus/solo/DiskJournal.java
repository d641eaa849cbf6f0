package org.lictor.consensus.solo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.lictor.consensus.CommittedHandler;
import org.lictor.storage.Disk;
import org.lictor.storage.MissingFilesException;
import org.lictor.storage.SegmentedLog;
import org.lictor.storage.SnapshotFile;
import org.lictor.storage.Snapshots;

/**
 * Keeps commands in a {@link SegmentedLog} and has snapshots written beside it. It holds the
 * directory's lock until closed.
 */
final class DiskJournal implements Journal {
  private static final String SNAPSHOTS = "snapshots";

  private final Closeable lock;
  private final SegmentedLog log;
  private final Snapshots snapshots;
  private final SnapshotWriter writer;
  private final Path directory;

  private DiskJournal(
      Closeable lock, SegmentedLog log, Snapshots snapshots, SoloSettings settings, Runnable wake) {
    this.lock = lock;
    this.log = log;
    this.snapshots = snapshots;
    this.directory = settings.directory();
    this.writer =
        new SnapshotWriter(
            snapshots, settings.snapshotAfterCommands(), settings.snapshotAfterBytes(), wake);
  }

  /**
   * Opens the directory, which is made if there is none; {@code wake} asks for a call of {@link
   * #tidy}.
   */
  static DiskJournal open(Disk disk, SoloSettings settings, Runnable wake) throws IOException {
    disk.createDirectories(settings.directory());
    Closeable lock = disk.lock(settings.directory().resolve("lock"));
    try {
      // The folder of the snapshots is made last.
      boolean begun = disk.list(settings.directory()).contains(SNAPSHOTS);
      SegmentedLog log =
          SegmentedLog.open(disk, settings.directory().resolve("log"), settings.segmentBytes());
      if (begun && log.isWithoutFiles()) throw missing(settings.directory(), "there is no log");
      log.begin();
      Snapshots snapshots = Snapshots.open(disk, settings.directory().resolve(SNAPSHOTS));
      return new DiskJournal(lock, log, snapshots, settings, wake);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public long recover(CommittedHandler handler) throws IOException {
    Optional<SnapshotFile> newest = snapshots.newestUsable(log);
    long restored = newest.map(SnapshotFile::index).orElse(0L);
    if (log.firstIndex() > restored + 1) {
      throw missing(
          directory,
          "the log begins with record %d, but the newest snapshot ends with %d"
              .formatted(log.firstIndex(), restored));
    }
    if (newest.isPresent()) {
      try (InputStream contents = newest.get().contents()) {
        handler.restore(restored, contents);
      }
    }
    // A snapshot holds only what was flushed before, so a log that ends earlier has lost nothing
    // that is not in it.
    if (log.lastIndex() < restored) log.restartAt(restored + 1);
    log.replay(
        restored + 1,
        (index, command) -> {
          handler.committed(index, command);
          writer.count(1, command.length);
        });
    return log.lastIndex();
  }

  private static MissingFilesException missing(Path directory, String what) {
    return new MissingFilesException(
        directory,
        what,
        "Put the directory back from a backup, or move it aside and restore a saved snapshot");
  }

  @Override
  public long append(byte[] command) throws IOException {
    log.append(log.lastIndex() + 1, command);
    return log.lastIndex();
  }

  @Override
  public void flush() throws IOException {
    log.flush();
  }

  @Override
  public void applied(CommittedHandler handler, int commands, long bytes) throws IOException {
    writer.count(commands, bytes);
    if (writer.isDue()) writer.start(handler.takeSnapshot());
    tidy();
  }

  @Override
  public void tidy() throws IOException {
    long needed = writer.takeNeededFrom();
    if (needed > 0) log.dropBefore(needed);
  }

  @Override
  public void close() throws IOException {
    try (lock;
        log) {
      writer.close();
    }
  }
}
