package org.lictor.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A few bytes that are replaced as a whole: {@code magic(8) length(4) checksum(4) contents}.
 * Written aside, flushed and renamed in: after a crash it holds the old contents or the new ones.
 * For one thread at a time.
 *
 * @param path the file
 */
public record SmallFile(Disk disk, Path path) {
  /** Names the format and its version. */
  private static final byte[] MAGIC = "LICSML01".getBytes(StandardCharsets.US_ASCII);

  private static final int HEADER_BYTES = 16;

  /** Larger ones are damage; what is kept here is a list of servers at most. */
  private static final int MOST_BYTES = 1 << 20;

  /** Puts {@code contents} in place of what was there; they are safe when this returns. */
  public void write(byte[] contents) throws IOException {
    if (contents.length > MOST_BYTES) {
      throw new IllegalArgumentException(contents.length + " bytes are over " + MOST_BYTES);
    }
    Path part = path.resolveSibling(path.getFileName() + ".part");
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER_BYTES + contents.length)
            .put(MAGIC)
            .putInt(contents.length)
            .putInt(checksum(contents))
            .put(contents)
            .flip();
    try (DiskFile file = disk.openForWriting(part)) {
      file.truncate(0);
      file.writeFully(bytes, 0);
      file.force(true);
    }
    disk.rename(part, path);
    Path directory = path.getParent();
    if (directory != null) disk.syncDirectory(directory);
  }

  /**
   * What was written last; empty when there is no file.
   *
   * @throws DamagedFileException when the file does not hold what was written
   */
  public Optional<byte[]> read() throws IOException {
    if (!exists()) return Optional.empty();
    try (DiskFile file = disk.openForReading(path)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
      file.readFully(header, 0);
      byte[] magic = new byte[MAGIC.length];
      header.flip();
      if (header.remaining() < HEADER_BYTES) throw damaged(0, "it is cut short");
      header.get(magic);
      int length = header.getInt();
      if (!java.util.Arrays.equals(magic, MAGIC) || length < 0 || length > MOST_BYTES) {
        throw damaged(0, "its header is not in a format known here");
      }
      ByteBuffer contents = ByteBuffer.allocate(length);
      file.readFully(contents, HEADER_BYTES);
      if (contents.hasRemaining() || header.getInt() != checksum(contents.array())) {
        throw damaged(HEADER_BYTES, "its contents do not fit their checksum");
      }
      return Optional.of(contents.array());
    }
  }

  /** Whether there is a file. */
  public boolean exists() throws IOException {
    Path directory = path.getParent();
    return directory != null && disk.list(directory).contains(String.valueOf(path.getFileName()));
  }

  /** Removes the file, for good when this returns. */
  public void delete() throws IOException {
    disk.delete(path);
    Path directory = path.getParent();
    if (directory != null) disk.syncDirectory(directory);
  }

  private DamagedFileException damaged(long offset, String how) {
    return new DamagedFileException(path, offset, how);
  }

  private static int checksum(byte[] contents) {
    CRC32C crc = new CRC32C();
    crc.update(contents);
    return (int) crc.getValue();
  }
}
