package org.lictor.storage;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Runs of zero bytes: what a file holds where it was made longer and nothing has been written yet.
 */
final class Zeros {
  private static final ByteBuffer MEGABYTE = ByteBuffer.allocateDirect(1 << 20).asReadOnlyBuffer();

  private Zeros() {}

  /** Writes zeros over this range of the file. */
  static void write(DiskFile file, long from, long to) throws IOException {
    for (long at = from; at < to; at += MEGABYTE.capacity()) {
      file.writeFully(MEGABYTE.duplicate().limit((int) Math.min(MEGABYTE.capacity(), to - at)), at);
    }
  }

  /** Whether this range of the file, as far as it exists, is all zero. */
  static boolean fill(DiskFile file, long from, long to) throws IOException {
    ByteBuffer read = ByteBuffer.allocate(64 << 10);
    for (long at = from; at < to; at += read.position()) {
      read.clear().limit((int) Math.min(read.capacity(), to - at));
      file.readFully(read, at);
      if (!fill(read, 0, read.position())) return false;
      if (read.position() == 0) return true;
    }
    return true;
  }

  /** Whether this range of the buffer is all zero. */
  static boolean fill(ByteBuffer bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes.get(at) != 0) return false;
    }
    return true;
  }
}
