package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.internal.RaftGroupId;
import com.hazelcast.cp.internal.persistence.CPMetadataStore;
import com.hazelcast.cp.internal.persistence.CPPersistenceService;
import com.hazelcast.cp.internal.raft.impl.persistence.LogFileStructure;
import com.hazelcast.cp.internal.raft.impl.persistence.RaftStateStore;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.lictor.storage.Disk;
import org.lictor.storage.MissingFilesException;

/**
 * Keeps what Hazelcast's CP subsystem must not forget in a directory: who its members are, and the
 * log of each Raft group. It holds the directory's lock until closed. Any thread.
 */
public final class CpPersistence implements CPPersistenceService, Closeable {
  private static final String GROUPS = "groups";

  private final Disk disk;
  private final Path directory;
  private final HazelcastBytes bytes;
  private final CpMetadataFiles metadata;
  private final KnownGroups known;
  private final ConcurrentMap<RaftGroupId, RaftStateFiles> groups = new ConcurrentHashMap<>();
  private @Nullable Closeable lock;

  CpPersistence(Disk disk, Path directory, HazelcastBytes bytes) {
    this.disk = disk;
    this.directory = directory;
    this.bytes = bytes;
    this.metadata = new CpMetadataFiles(disk, directory, bytes);
    this.known = new KnownGroups(disk, directory);
  }

  Path directory() {
    return directory;
  }

  /** Makes the directory if need be and takes it for this process. */
  void open() throws IOException {
    disk.createDirectories(directory.resolve(GROUPS));
    lock = disk.lock(directory.resolve("lock"));
  }

  /**
   * The groups that were kept, each with its files, not yet read.
   *
   * @throws MissingFilesException when one that was kept is gone, or who this server is
   */
  List<RaftStateFiles> kept() throws IOException {
    List<RaftStateFiles> found = new ArrayList<>();
    Set<String> gone = known.names();
    for (String name : disk.list(directory.resolve(GROUPS))) {
      RaftGroupId id = GroupFolder.parse(name);
      if (id != null) {
        RaftStateFiles files = files(id);
        if (files.isComplete()) {
          found.add(files);
          gone.remove(name);
        }
      }
    }
    for (String name : gone) throw missing("there is no " + GROUPS + "/" + name + "/members");
    if (!found.isEmpty() && !metadata.containsLocalMemberFile()) {
      throw missing("there is no local-member");
    }
    return found;
  }

  private MissingFilesException missing(String what) {
    return new MissingFilesException(directory, what, RaftStateFiles.COPY_THEIRS);
  }

  /** What keeps this server from writing to disk now; null when nothing does. */
  @Nullable String trouble() {
    for (RaftStateFiles files : groups.values()) {
      String trouble = files.trouble();
      if (trouble != null) return trouble;
    }
    return null;
  }

  private RaftStateFiles files(RaftGroupId id) {
    return groups.computeIfAbsent(
        id,
        group ->
            new RaftStateFiles(
                disk,
                directory.resolve(GROUPS).resolve(GroupFolder.name(group)),
                group,
                bytes,
                known));
  }

  @Override
  public boolean isEnabled() {
    return true;
  }

  @Override
  public CPMetadataStore getCPMetadataStore() {
    return metadata;
  }

  CpMetadataFiles metadata() {
    return metadata;
  }

  @Override
  public RaftStateStore createRaftStateStore(
      RaftGroupId groupId, @Nullable LogFileStructure logFileStructure) {
    return files(groupId);
  }

  @Override
  public void removeRaftStateStore(RaftGroupId groupId) {
    RaftStateFiles removed = groups.remove(groupId);
    try {
      if (removed != null) removed.close();
      known.remove(groupId);
      Path folder = directory.resolve(GROUPS).resolve(GroupFolder.name(groupId));
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets everything: this server is no longer one of those that keep the log. */
  @Override
  public void reset() {
    for (RaftGroupId id : List.copyOf(groups.keySet())) removeRaftStateStore(id);
    try {
      known.clear();
      Folders.delete(directory.resolve(GROUPS));
      disk.createDirectories(directory.resolve(GROUPS));
      metadata.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    Closeable held = lock;
    lock = null;
    for (RaftStateFiles files : groups.values()) files.close();
    if (held != null) held.close();
  }
}
