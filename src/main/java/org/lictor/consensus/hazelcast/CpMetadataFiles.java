package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.internal.CPMemberInfo;
import com.hazelcast.cp.internal.RaftGroupId;
import com.hazelcast.cp.internal.persistence.CPMetadataStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lictor.storage.Disk;
import org.lictor.storage.SmallFile;

/** Who this server is in the CP subsystem, and who the others are, each in a small file. */
final class CpMetadataFiles implements CPMetadataStore {
  private static final byte[] MARK = {1};

  private final SmallFile bystander;
  private final SmallFile local;
  private final SmallFile active;
  private final SmallFile metadataGroup;
  private final HazelcastBytes bytes;
  private volatile BooleanSupplier foundedByOthers = () -> false;

  CpMetadataFiles(Disk disk, Path directory, HazelcastBytes bytes) {
    this.bystander = new SmallFile(disk, directory.resolve("bystander"));
    this.local = new SmallFile(disk, directory.resolve("local-member"));
    this.active = new SmallFile(disk, directory.resolve("active-members"));
    this.metadataGroup = new SmallFile(disk, directory.resolve("metadata-group"));
    this.bytes = bytes;
  }

  /** Has {@code foundedByOthers} asked before this server founds a CP subsystem. */
  void askBeforeFounding(BooleanSupplier foundedByOthers) {
    this.foundedByOthers = foundedByOthers;
  }

  /**
   * Whether this server is not to found a CP subsystem with others. The engine asks just before it
   * would.
   */
  @Override
  public boolean isMarkedAPMember() {
    if (!isMarked() && !containsLocalMemberFile() && foundedByOthers.getAsBoolean()) {
      try {
        tryMarkAPMember();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return isMarked();
  }

  private synchronized boolean isMarked() {
    return exists(bystander) && !exists(local);
  }

  @Override
  public synchronized boolean tryMarkAPMember() throws IOException {
    if (exists(local)) return false;
    if (!exists(bystander)) bystander.write(MARK);
    return true;
  }

  @Override
  public synchronized boolean containsLocalMemberFile() {
    return exists(local);
  }

  @Override
  public synchronized void persistLocalCPMember(CPMember member) throws IOException {
    local.write(bytes.of(member));
    if (bystander.exists()) bystander.delete();
  }

  @Override
  public synchronized @Nullable CPMember readLocalCPMember() throws IOException {
    return local.read().map(read -> bytes.read(read, CPMemberInfo.class)).orElse(null);
  }

  @Override
  public synchronized void persistActiveCPMembers(
      Collection<? extends CPMember> members, long commitIndex) throws IOException {
    List<byte[]> all = new ArrayList<>();
    int size = Long.BYTES;
    for (CPMember member : members) {
      byte[] one = bytes.of(member);
      all.add(one);
      size += Integer.BYTES + one.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size).putLong(commitIndex);
    all.forEach(one -> out.putInt(one.length).put(one));
    active.write(out.array());
  }

  @Override
  public synchronized long readActiveCPMembers(Collection<CPMember> members) throws IOException {
    Optional<byte[]> read = active.read();
    if (read.isEmpty()) return 0;
    ByteBuffer in = ByteBuffer.wrap(read.get());
    long commitIndex = in.getLong();
    while (in.hasRemaining()) {
      byte[] one = new byte[in.getInt()];
      in.get(one);
      members.add(bytes.read(one, CPMemberInfo.class));
    }
    return commitIndex;
  }

  @Override
  public synchronized void persistMetadataGroupId(RaftGroupId groupId) throws IOException {
    metadataGroup.write(bytes.of(groupId));
  }

  @Override
  public synchronized @Nullable RaftGroupId readMetadataGroupId() throws IOException {
    return metadataGroup.read().map(read -> bytes.read(read, RaftGroupId.class)).orElse(null);
  }

  /** Forgets all of it. */
  synchronized void clear() throws IOException {
    for (SmallFile file : List.of(local, active, metadataGroup, bystander)) file.delete();
  }

  private static boolean exists(SmallFile file) {
    try {
      return file.exists();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
