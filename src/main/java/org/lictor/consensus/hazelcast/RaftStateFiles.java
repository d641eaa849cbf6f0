package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.internal.RaftGroupId;
import com.hazelcast.cp.internal.raft.impl.RaftEndpoint;
import com.hazelcast.cp.internal.raft.impl.log.LogEntry;
import com.hazelcast.cp.internal.raft.impl.log.SnapshotEntry;
import com.hazelcast.cp.internal.raft.impl.persistence.RaftStateStore;
import com.hazelcast.cp.internal.raft.impl.persistence.RestoredRaftState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.lictor.storage.Disk;
import org.lictor.storage.MissingFilesException;
import org.lictor.storage.SegmentedLog;
import org.lictor.storage.SmallFile;
import org.lictor.storage.SnapshotFile;
import org.lictor.storage.Snapshots;

/**
 * What one Raft group must not forget, in a folder of its own: the log in segments, snapshots, and
 * in two small files its first members and the term with the vote. Hazelcast calls it on the thread
 * of the group's partition.
 *
 * <p>The engine takes for safe what {@link #flushLogs} returned from, even when that was the second
 * time it asked. So a write that fails does not return: with a full disk it waits for space, with a
 * failed one for ever, as a server does that has died; the others go on without it ({@link
 * PatientDisk}).
 */
final class RaftStateFiles implements RaftStateStore {
  private static final System.Logger LOG = System.getLogger(RaftStateFiles.class.getName());

  static final String COPY_THEIRS =
      "Where other servers have the data, move this server's data directory aside and start it again so that it copies theirs";

  /** The group of the CP subsystem itself has a few records only. */
  private static final long SMALL_SEGMENT_BYTES = 1L << 20;

  private final Disk disk;
  private final Path folder;
  private final RaftGroupId group;
  private final KnownGroups known;
  private final RaftRecords records;
  private final SmallFile members;
  private final SmallFile vote;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final PatientDisk patience;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private @Nullable SegmentedLog log;
  private @Nullable BackgroundSnapshots snapshots;

  /** An entry that is not on disk yet. */
  private record Waiting(long index, byte[] record) {}

  RaftStateFiles(
      Disk disk, Path folder, RaftGroupId group, HazelcastBytes bytes, KnownGroups known) {
    this.disk = disk;
    this.folder = folder;
    this.group = group;
    this.known = known;
    this.records = new RaftRecords(bytes);
    this.members = new SmallFile(disk, folder.resolve("members"));
    this.vote = new SmallFile(disk, folder.resolve("vote"));
    this.patience = new PatientDisk(folder, closed::get);
  }

  RaftGroupId group() {
    return group;
  }

  /** What keeps this server from writing to disk now; null when nothing does. Any thread. */
  @Nullable String trouble() {
    return patience.trouble();
  }

  /** Whether the group got so far that there is something to restore. */
  boolean isComplete() throws IOException {
    return members.exists();
  }

  /**
   * Reads all of it.
   *
   * @throws org.lictor.storage.DamagedFileException when bytes that were once safe cannot be read
   * @throws MissingFilesException when what must be there is not
   */
  RestoredRaftState load() throws IOException {
    open();
    Optional<SnapshotFile> newest = snapshots().newestUsable(log());
    long restored = newest.map(SnapshotFile::index).orElse(0L);
    if (log().isWithoutFiles()) throw missing("there is no log");
    if (log().firstIndex() > restored + 1) {
      throw missing(
          "the log begins with record %d, but the newest snapshot ends with %d"
              .formatted(log().firstIndex(), restored));
    }
    SnapshotEntry snapshot = newest.isPresent() ? records.snapshot(newest.get()) : null;
    if (log().lastIndex() < restored) log().restartAt(restored + 1);
    List<LogEntry> entries = new ArrayList<>();
    log().replay(restored + 1, (index, record) -> entries.add(records.entry(record)));
    // The engine writes its term down before it takes the first entry of one.
    if (!vote.exists() && (snapshot != null || !entries.isEmpty()))
      throw missing("there is no vote");
    return records.restored(
        members.read().orElseThrow(),
        vote.read().orElse(null),
        snapshot,
        entries.toArray(LogEntry[]::new));
  }

  private MissingFilesException missing(String what) {
    return new MissingFilesException(folder, what, COPY_THEIRS);
  }

  @Override
  public void open() throws IOException {
    if (log != null) return;
    disk.createDirectories(folder);
    log = SegmentedLog.open(disk, folder.resolve("log"), segmentBytes());
    if (!isComplete()) {
      if (log().lastIndex() > 0) throw missing("there are no members");
      patience.run(log()::begin);
    }
    snapshots =
        new BackgroundSnapshots(Snapshots.open(disk, folder.resolve("snapshots")), group.getName());
  }

  private long segmentBytes() {
    return group.getName().equals(CatalogService.GROUP)
        ? SegmentedLog.DEFAULT_SEGMENT_BYTES
        : SMALL_SEGMENT_BYTES;
  }

  private SegmentedLog log() {
    return java.util.Objects.requireNonNull(log, "open() comes first");
  }

  private BackgroundSnapshots snapshots() {
    return java.util.Objects.requireNonNull(snapshots, "open() comes first");
  }

  @Override
  public void persistInitialMembers(
      RaftEndpoint localMember, Collection<RaftEndpoint> initialMembers) {
    byte[] wanted = records.members(localMember, initialMembers);
    patience.run(
        () -> {
          members.write(wanted);
          known.add(group);
        });
  }

  @Override
  public void persistTerm(int term, @Nullable RaftEndpoint votedFor) {
    byte[] wanted = records.vote(term, votedFor);
    patience.run(() -> vote.write(wanted));
  }

  @Override
  public void persistEntry(LogEntry entry) {
    waiting.addLast(new Waiting(entry.index(), records.of(entry)));
  }

  @Override
  public void flushLogs() {
    patience.run(
        () -> {
          for (Waiting entry : waiting) log().append(entry.index(), entry.record());
          log().flush();
        });
    waiting.clear();
    dropWhatSnapshotsHold();
  }

  @Override
  public void deleteEntriesFrom(long startIndexInclusive) {
    while (!waiting.isEmpty() && waiting.getLast().index() >= startIndexInclusive) {
      waiting.removeLast();
    }
    patience.run(() -> log().truncateFrom(startIndexInclusive));
  }

  /**
   * Writes a snapshot: beside everything else when it is of this server's own making, for then the
   * log holds the same; at once when it came from the leader.
   */
  @Override
  public void persistSnapshot(SnapshotEntry entry) {
    boolean ahead = entry.index() > lastIndex();
    if (!ahead && records.isOwn(entry)) {
      snapshots().write(entry.index(), out -> records.write(entry, out));
      return;
    }
    patience.run(
        () -> {
          snapshots().writeNow(entry.index(), out -> records.write(entry, out));
          if (ahead) {
            waiting.clear();
            log().restartAt(entry.index() + 1);
          }
        });
  }

  private long lastIndex() {
    return waiting.isEmpty() ? log().lastIndex() : waiting.getLast().index();
  }

  private void dropWhatSnapshotsHold() {
    long needed = snapshots().takeNeededFrom();
    if (needed == 0) return;
    try {
      log().dropBefore(needed);
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING, "old log files in " + folder + " could not be removed", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) return;
    BackgroundSnapshots written = snapshots;
    SegmentedLog opened = log;
    if (written != null) written.close();
    if (opened != null) opened.close();
  }
}
