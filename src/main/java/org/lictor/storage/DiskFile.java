package org.lictor.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file, read and written at given positions. For one thread at a time. */
public interface DiskFile extends Closeable {

  /**
   * Reads into the buffer from a position of the file.
   *
   * @return how many bytes were read, which may be fewer than there is room for; -1 at the end of
   *     the file
   */
  int read(ByteBuffer into, long position) throws IOException;

  /**
   * Writes from the buffer at a position of the file.
   *
   * @return how many bytes were written, which may be fewer than the buffer holds
   */
  int write(ByteBuffer from, long position) throws IOException;

  /**
   * Returns once the contents are on the medium; with {@code metadata} also what is not needed to
   * read them back.
   */
  void force(boolean metadata) throws IOException;

  /** Size in bytes. */
  long size() throws IOException;

  /** Cuts the file to this size in bytes; a shorter file stays as it is. */
  void truncate(long size) throws IOException;

  /** Writes all that the buffer holds, however many calls of {@link #write} it takes. */
  default void writeFully(ByteBuffer from, long position) throws IOException {
    long at = position;
    while (from.hasRemaining()) {
      int written = write(from, at);
      if (written <= 0) throw new IOException("the disk took no more bytes at offset " + at);
      at += written;
    }
  }

  /** Reads until the buffer is full or the file ends. */
  default void readFully(ByteBuffer into, long position) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int read = read(into, at);
      if (read < 0) return;
      at += read;
    }
  }
}
