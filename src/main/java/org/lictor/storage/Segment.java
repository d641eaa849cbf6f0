package org.lictor.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One file of a log: named by the index of its first record, with a header {@code magic(8)
 * firstIndex(8)}.
 *
 * @param path the file
 * @param firstIndex index of its first record, or of the next one while it has none
 */
record Segment(Path path, long firstIndex) {
  static final int HEADER_BYTES = 16;

  /** Names the format and its version. */
  private static final byte[] MAGIC = "LICLOG01".getBytes(StandardCharsets.US_ASCII);

  private static final String SUFFIX = ".log";

  static Segment in(Path directory, long firstIndex) {
    return new Segment(directory.resolve("%020d%s".formatted(firstIndex, SUFFIX)), firstIndex);
  }

  /** The segment of this name, or null when the name is not one of a segment. */
  static @Nullable Segment named(Path directory, String name) {
    if (!name.matches("\\d{20}\\" + SUFFIX)) return null;
    return new Segment(directory.resolve(name), Long.parseLong(name.substring(0, 20)));
  }

  /** The directory of the log. */
  Path directory() {
    return Objects.requireNonNull(path.toAbsolutePath().getParent(), "a segment is in a directory");
  }

  ByteBuffer header() {
    return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putLong(firstIndex).flip();
  }

  /** Whether the file begins as it must. */
  boolean hasHeader(DiskFile file) throws IOException {
    ByteBuffer found = ByteBuffer.allocate(HEADER_BYTES);
    file.readFully(found, 0);
    return found.flip().equals(header());
  }

  /**
   * Whether there is nothing behind the header: with a header cut short, the machine stopped while
   * the file was made.
   */
  boolean hasNoRecord(DiskFile file) throws IOException {
    return Zeros.fill(file, HEADER_BYTES, file.size());
  }

  DamagedFileException headerDamaged() {
    return new DamagedFileException(
        path,
        0,
        "it does not begin with the header of a log segment for index "
            + firstIndex
            + " in a format known here");
  }
}
