package org.lictor.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots in a directory of their own. The newest two are kept: if the newest turns out to be
 * damaged, the older one and the log after it give the same state, as long as the log is kept from
 * {@link #oldestIndex} on. For one thread at a time.
 */
public final class Snapshots {
  private static final System.Logger LOG = System.getLogger(Snapshots.class.getName());
  private static final int KEPT = 2;

  private final Disk disk;
  private final Path directory;
  private final List<SnapshotFile> oldestFirst = new ArrayList<>();

  private Snapshots(Disk disk, Path directory) {
    this.disk = disk;
    this.directory = directory;
  }

  /**
   * Opens the directory, which is made if there is none, and removes what an interrupted writer
   * left behind.
   */
  public static Snapshots open(Disk disk, Path directory) throws IOException {
    disk.createDirectories(directory);
    Snapshots snapshots = new Snapshots(disk, directory);
    for (String name : disk.list(directory)) {
      Path path = directory.resolve(name);
      if (name.endsWith(SnapshotFile.PART_SUFFIX)) disk.delete(path);
      if (name.matches("\\d{20}\\" + SnapshotFile.SUFFIX)) {
        snapshots.oldestFirst.add(
            new SnapshotFile(disk, path, Long.parseLong(name.substring(0, 20))));
      }
    }
    return snapshots;
  }

  /** Writes a snapshot, safe when this returns, and drops the ones that are no longer needed. */
  public SnapshotFile write(long index, SnapshotFile.Contents contents) throws IOException {
    SnapshotFile written = SnapshotFile.write(disk, directory, index, contents);
    oldestFirst.removeIf(older -> older.index() == index);
    oldestFirst.add(written);
    while (oldestFirst.size() > KEPT) disk.delete(oldestFirst.remove(0).path());
    return written;
  }

  /**
   * Index of the oldest snapshot kept: the log is needed from the next one on. 0 while there are
   * fewer than are kept.
   */
  public long oldestIndex() {
    return oldestFirst.size() < KEPT ? 0 : oldestFirst.get(0).index();
  }

  /**
   * The snapshot to start from, its checksum proven: the newest, or, when that is damaged, an older
   * one, or none, if the log holds all that came between.
   *
   * @throws DamagedFileException when the newest is damaged and the log does not make up for it
   */
  public Optional<SnapshotFile> newestUsable(SegmentedLog log) throws IOException {
    DamagedFileException damage = null;
    long damagedIndex = 0;
    for (int i = oldestFirst.size() - 1; i >= 0; i--) {
      SnapshotFile candidate = oldestFirst.get(i);
      DamagedFileException found = damageOf(candidate);
      if (found == null) {
        if (damage != null) makeDoWith(log, candidate.index(), damagedIndex, damage);
        return Optional.of(candidate);
      }
      if (damage == null) {
        damage = found;
        damagedIndex = candidate.index();
      }
    }
    if (damage != null) makeDoWith(log, 0, damagedIndex, damage);
    return Optional.empty();
  }

  private static @Nullable DamagedFileException damageOf(SnapshotFile snapshot) throws IOException {
    try {
      snapshot.verify();
      return null;
    } catch (DamagedFileException e) {
      return e;
    }
  }

  private static void makeDoWith(
      SegmentedLog log, long index, long damagedIndex, DamagedFileException damage)
      throws DamagedFileException {
    if (log.firstIndex() > index + 1 || log.flushedIndex() < damagedIndex) throw damage;
    LOG.log(
        System.Logger.Level.WARNING,
        "starting from index {0} and the log after it, which hold the same state, because: {1}",
        Long.toString(index),
        damage.getMessage());
  }
}
