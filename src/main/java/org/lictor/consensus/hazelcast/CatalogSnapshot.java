package org.lictor.consensus.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.StateSnapshot;
import org.lictor.storage.SnapshotFile;

/**
 * The registry at one place of the Raft log: as an immutable root in the process that made it, as
 * bytes when it came from another, as a file when it was read from disk.
 */
public final class CatalogSnapshot implements IdentifiedDataSerializable {
  private static final int FORMAT = 1;

  private long index;
  private SubmitterWindows windows = new SubmitterWindows();
  private @Nullable StateSnapshot state;
  private byte @Nullable [] bytes;
  private @Nullable Source source;

  /** For deserialisation. */
  public CatalogSnapshot() {}

  CatalogSnapshot(long index, SubmitterWindows windows, StateSnapshot state) {
    this.index = index;
    this.windows = windows;
    this.state = state;
  }

  /** A snapshot whose bytes begin at {@code from} in a file. */
  static CatalogSnapshot in(SnapshotFile file, long from) {
    CatalogSnapshot snapshot = new CatalogSnapshot();
    snapshot.source =
        () -> {
          InputStream in = file.contents();
          in.skipNBytes(from);
          return in;
        };
    return snapshot;
  }

  private interface Source {
    InputStream open() throws IOException;
  }

  /** Whether it is a root in memory, which writes what it writes whenever it is asked. */
  boolean isLive() {
    return state != null;
  }

  /** Writes all of it. */
  void writeTo(OutputStream to) throws IOException {
    StateSnapshot live = state;
    if (live == null) {
      try (InputStream in = open()) {
        in.transferTo(to);
      }
      return;
    }
    DataOutputStream out = new DataOutputStream(to);
    out.writeInt(FORMAT);
    out.writeLong(index);
    windows.writeTo(out);
    out.flush();
    live.writeTo(to);
  }

  private InputStream open() throws IOException {
    byte[] known = bytes;
    return known != null
        ? new ByteArrayInputStream(known)
        : Objects.requireNonNull(source, "a snapshot has a content").open();
  }

  /** Hands its parts to {@code restorer}. */
  void restore(Restorer restorer) throws IOException {
    try (InputStream in = open()) {
      DataInputStream data = new DataInputStream(in);
      int format = data.readInt();
      if (format != FORMAT) {
        throw new IOException(
            "the snapshot has the unknown format " + format + "; is it of a newer release?");
      }
      long last = data.readLong();
      SubmitterWindows read = SubmitterWindows.readFrom(data);
      restorer.restore(last, read, in);
    }
  }

  /** Takes the parts of a snapshot in. */
  interface Restorer {
    /**
     * @param index of the last command it holds; 0 when there is none, and then no state
     */
    void restore(long index, SubmitterWindows windows, InputStream state) throws IOException;
  }

  @Override
  public int getFactoryId() {
    return CatalogSerializerHook.FACTORY;
  }

  @Override
  public int getClassId() {
    return CatalogSerializerHook.SNAPSHOT;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    writeTo(all);
    out.writeByteArray(all.toByteArray());
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    bytes = in.readByteArray();
  }
}
