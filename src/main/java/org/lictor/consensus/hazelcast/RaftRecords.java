package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.internal.raft.impl.RaftEndpoint;
import com.hazelcast.cp.internal.raft.impl.log.LogEntry;
import com.hazelcast.cp.internal.raft.impl.log.SnapshotEntry;
import com.hazelcast.cp.internal.raft.impl.persistence.RestoredRaftState;
import com.hazelcast.cp.internal.raftop.snapshot.RestoreSnapshotOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.storage.SnapshotFile;

/** The Raft engine's objects as bytes on disk, each form with its number first. */
final class RaftRecords {
  private static final int FORMAT = 1;

  private final HazelcastBytes bytes;

  RaftRecords(HazelcastBytes bytes) {
    this.bytes = bytes;
  }

  byte[] of(LogEntry entry) {
    return bytes.of(entry);
  }

  LogEntry entry(byte[] record) {
    return bytes.read(record, LogEntry.class);
  }

  // ---- members and vote

  byte[] members(RaftEndpoint local, Collection<RaftEndpoint> all) {
    return written(
        out -> {
          writeObject(out, local);
          writeAll(out, all);
        });
  }

  byte[] vote(int term, @Nullable RaftEndpoint votedFor) {
    return written(
        out -> {
          out.writeInt(term);
          out.writeBoolean(votedFor != null);
          if (votedFor != null) writeObject(out, votedFor);
        });
  }

  RestoredRaftState restored(
      byte[] members, byte @Nullable [] vote, @Nullable SnapshotEntry snapshot, LogEntry[] entries)
      throws IOException {
    DataInputStream in = opened(members);
    RaftEndpoint local = readObject(in, RaftEndpoint.class);
    List<RaftEndpoint> all = readAll(in);
    int term = 0;
    RaftEndpoint votedFor = null;
    if (vote != null) {
      DataInputStream voted = opened(vote);
      term = voted.readInt();
      votedFor = voted.readBoolean() ? readObject(voted, RaftEndpoint.class) : null;
    }
    return new RestoredRaftState(local, all, term, votedFor, snapshot, entries);
  }

  // ---- snapshots: what is ours comes last and is written as a stream

  /** Whether the registry in it is a root in this process's memory. */
  boolean isOwn(SnapshotEntry entry) {
    CatalogSnapshot catalog = catalog(entry);
    return catalog != null && catalog.isLive();
  }

  void write(SnapshotEntry entry, OutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    CatalogSnapshot catalog = catalog(entry);
    List<RestoreSnapshotOp> others = new ArrayList<>(operations(entry));
    others.removeIf(op -> op.getServiceName().equals(CatalogService.NAME));
    out.writeInt(FORMAT);
    out.writeInt(entry.term());
    out.writeLong(entry.groupMembersLogIndex());
    writeAll(out, entry.groupMembers());
    out.writeInt(others.size());
    for (RestoreSnapshotOp other : others) writeObject(out, other);
    out.writeBoolean(catalog != null);
    out.flush();
    if (catalog != null) catalog.writeTo(to);
  }

  SnapshotEntry snapshot(SnapshotFile file) throws IOException {
    try (CountingInput counting = new CountingInput(file.contents());
        DataInputStream in = new DataInputStream(counting)) {
      expectFormat(in);
      int term = in.readInt();
      long membersIndex = in.readLong();
      List<RaftEndpoint> members = readAll(in);
      List<RestoreSnapshotOp> operations = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        operations.add(readObject(in, RestoreSnapshotOp.class));
      }
      if (in.readBoolean()) {
        CatalogSnapshot catalog = CatalogSnapshot.in(file, counting.read);
        operations.add(new RestoreSnapshotOp(CatalogService.NAME, catalog));
      }
      return new SnapshotEntry(term, file.index(), operations, membersIndex, members);
    }
  }

  private static @Nullable CatalogSnapshot catalog(SnapshotEntry entry) {
    for (RestoreSnapshotOp op : operations(entry)) {
      if (op.getSnapshot() instanceof CatalogSnapshot catalog) return catalog;
    }
    return null;
  }

  @SuppressWarnings("unchecked") // the engine puts just such a list there
  private static List<RestoreSnapshotOp> operations(SnapshotEntry entry) {
    return (List<RestoreSnapshotOp>) entry.operation();
  }

  // ---- pieces

  private interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  private static byte[] written(Body body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(all)) {
      out.writeInt(FORMAT);
      body.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing here touches a file", e);
    }
    return all.toByteArray();
  }

  private static DataInputStream opened(byte[] record) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(record));
    expectFormat(in);
    return in;
  }

  private static void expectFormat(DataInputStream in) throws IOException {
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException("unknown format " + format + "; is this data of a newer release?");
    }
  }

  private void writeObject(DataOutputStream out, Object value) throws IOException {
    byte[] one = bytes.of(value);
    out.writeInt(one.length);
    out.write(one);
  }

  private <T> T readObject(DataInputStream in, Class<T> type) throws IOException {
    return bytes.read(in.readNBytes(in.readInt()), type);
  }

  private void writeAll(DataOutputStream out, Collection<RaftEndpoint> all) throws IOException {
    out.writeInt(all.size());
    for (RaftEndpoint one : all) writeObject(out, one);
  }

  private List<RaftEndpoint> readAll(DataInputStream in) throws IOException {
    List<RaftEndpoint> all = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) all.add(readObject(in, RaftEndpoint.class));
    return all;
  }
}
