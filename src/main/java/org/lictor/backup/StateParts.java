package org.lictor.backup;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.lictor.state.SnapshotCodec;

/**
 * A saved state cut into parts that each fit a command: whole records, compressed. One thread at a
 * time.
 */
final class StateParts implements Closeable {
  /**
   * Of records in a part. A command of it, compressed, is smaller than the largest value of a key,
   * and is decoded in some milliseconds on the thread that applies.
   */
  static final int PART_BYTES = 256 << 10;

  private final DataInputStream in;
  private final int partBytes;
  private boolean begun;

  private StateParts(DataInputStream in, int partBytes) {
    this.in = in;
    this.partBytes = partBytes;
  }

  static StateParts of(Path state) throws IOException {
    return of(state, PART_BYTES);
  }

  static StateParts of(Path state, int partBytes) throws IOException {
    return new StateParts(
        new DataInputStream(new BufferedInputStream(Files.newInputStream(state), 1 << 16)),
        partBytes);
  }

  /**
   * The next part; null at the end.
   *
   * @throws RestoreException when the state is not made of records
   */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream part = new ByteArrayOutputStream(partBytes / 2);
    int bytes = 0;
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(part))) {
      while (bytes < partBytes) {
        int record = copy(out);
        if (record == 0) {
          break;
        }
        bytes += record;
      }
    } catch (EOFException e) {
      throw new RestoreException("the snapshot cannot be read: it is cut short");
    }
    return bytes == 0 ? null : part.toByteArray();
  }

  /** Copies a record and tells its bytes; 0 at the end. */
  private int copy(DataOutputStream out) throws IOException {
    int first = in.read();
    if (first < 0) {
      return 0;
    }
    int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
    if (!begun && !SnapshotCodec.mayBegin(length)) {
      throw new RestoreException(
          "the state in the snapshot was not written by Lictor; one of Consul's cannot be restored");
    }
    begun = true;
    if (length < 1 || length > SnapshotCodec.LONGEST_RECORD) {
      throw new RestoreException("the snapshot cannot be read: a record of " + length + " bytes");
    }
    byte[] record = in.readNBytes(length);
    if (record.length < length) {
      throw new EOFException();
    }
    out.writeInt(length);
    out.write(record);
    return length + Integer.BYTES;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
