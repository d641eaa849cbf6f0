package org.lictor.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * A whole state at one index of the log: {@code magic(8) index(8) length(8) contents(length)
 * checksum(4)}. It is written under another name, flushed and renamed in, so under its own name it
 * is whole or damaged, never half done.
 *
 * @param path the file
 * @param index the last log index whose effect the contents hold
 */
public record SnapshotFile(Disk disk, Path path, long index) {
  static final String SUFFIX = ".snapshot";
  static final String PART_SUFFIX = ".snapshot.part";

  /** Names the format and its version. */
  private static final byte[] MAGIC = "LICSNP01".getBytes(StandardCharsets.US_ASCII);

  private static final int HEADER_BYTES = 24;
  private static final int CHECKSUM_BYTES = 4;
  private static final int BUFFER_BYTES = 64 << 10;

  /** Writes the contents of a snapshot; the stream is not its to close. */
  public interface Contents {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a snapshot into a directory; it is safe when this returns. On failure nothing of it is
   * left.
   */
  static SnapshotFile write(Disk disk, Path directory, long index, Contents contents)
      throws IOException {
    Path part = directory.resolve("%020d%s".formatted(index, PART_SUFFIX));
    SnapshotFile snapshot =
        new SnapshotFile(disk, directory.resolve("%020d%s".formatted(index, SUFFIX)), index);
    try {
      try (DiskFile file = disk.openForWriting(part)) {
        file.truncate(0);
        snapshot.writeTo(file, contents);
        file.force(true);
      }
      disk.rename(part, snapshot.path);
    } catch (IOException | RuntimeException e) {
      disk.delete(part);
      throw e;
    }
    disk.syncDirectory(directory);
    return snapshot;
  }

  private void writeTo(DiskFile file, Contents contents) throws IOException {
    CheckedFileOutput output = new CheckedFileOutput(file, HEADER_BYTES);
    OutputStream buffered = new BufferedOutputStream(output, BUFFER_BYTES);
    contents.writeTo(buffered);
    buffered.flush();
    ByteBuffer header = header(output.position - HEADER_BYTES);
    output.crc.update(header.duplicate());
    file.writeFully(
        ByteBuffer.allocate(CHECKSUM_BYTES).putInt((int) output.crc.getValue()).flip(),
        output.position);
    file.writeFully(header, 0);
  }

  private ByteBuffer header(long length) {
    return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putLong(index).putLong(length).flip();
  }

  /** Reads all of it and compares the checksum. */
  void verify() throws IOException {
    try (DiskFile file = disk.openForReading(path)) {
      long length = file.size() - HEADER_BYTES - CHECKSUM_BYTES;
      ByteBuffer found = ByteBuffer.allocate(HEADER_BYTES);
      file.readFully(found, 0);
      if (length < 0 || !found.flip().equals(header(length))) {
        throw new DamagedFileException(
            path,
            0,
            "its header is not that of a snapshot at index %d of %d bytes in a format known here"
                .formatted(index, length));
      }
      if (storedChecksum(file, length) != checksum(file, length)) {
        throw new DamagedFileException(
            path, HEADER_BYTES, "the snapshot's contents do not fit its checksum");
      }
    }
  }

  private static int storedChecksum(DiskFile file, long length) throws IOException {
    ByteBuffer stored = ByteBuffer.allocate(CHECKSUM_BYTES);
    file.readFully(stored, HEADER_BYTES + length);
    return stored.getInt(0);
  }

  private int checksum(DiskFile file, long length) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer read = ByteBuffer.allocate(BUFFER_BYTES);
    for (long at = 0; at < length; at += read.limit()) {
      read.clear().limit((int) Math.min(BUFFER_BYTES, length - at));
      file.readFully(read, HEADER_BYTES + at);
      crc.update(read.flip());
      if (read.limit() == 0) break;
    }
    crc.update(header(length));
    return (int) crc.getValue();
  }

  /** Opens the contents for reading; the caller closes the stream. */
  public InputStream contents() throws IOException {
    DiskFile file = disk.openForReading(path);
    return new FileInput(file, HEADER_BYTES, file.size() - CHECKSUM_BYTES);
  }

  private static final class CheckedFileOutput extends OutputStream {
    private final DiskFile file;
    private final CRC32C crc = new CRC32C();
    private long position;

    CheckedFileOutput(DiskFile file, long position) {
      this.file = file;
      this.position = position;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      crc.update(bytes, from, length);
      file.writeFully(ByteBuffer.wrap(bytes, from, length), position);
      position += length;
    }
  }

  private static final class FileInput extends InputStream {
    private final DiskFile file;
    private final long end;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private long position;

    FileInput(DiskFile file, long position, long end) {
      this.file = file;
      this.position = position;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      return fill() ? buffer.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (length == 0) return 0;
      if (!fill()) return -1;
      int count = Math.min(length, buffer.remaining());
      buffer.get(into, from, count);
      return count;
    }

    private boolean fill() throws IOException {
      if (buffer.hasRemaining()) return true;
      if (position >= end) return false;
      buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - position));
      file.readFully(buffer, position);
      position += buffer.flip().limit();
      return buffer.hasRemaining();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
