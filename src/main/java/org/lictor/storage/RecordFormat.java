package org.lictor.storage;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a record lies in a segment: {@code length(4) checksum(4) index(8) flushed(8)
 * payload(length)}, big-endian.
 *
 * <p>{@code flushed} is the last index that was surely on disk when the record was written. A
 * record that can be read thereby proves that all up to its {@code flushed} were safe once, which
 * tells damage from a torn tail ({@link TailInspection}).
 *
 * <p>The CRC32C covers all of it but itself, and the place of the record (first index of the
 * segment, offset), so that a record inside a payload, or left over from an earlier life of the
 * file, is never taken for one of the log. For one thread at a time.
 */
final class RecordFormat {
  static final int HEADER_BYTES = 24;

  /**
   * Far above any command (a transaction of 64 values of 512 KB is 32 MB); bounds what a damaged
   * length can make us read.
   */
  static final int MAX_PAYLOAD_BYTES = 64 << 20;

  private static final int CHECKED_FROM = 8;

  private final CRC32C crc = new CRC32C();
  private final ByteBuffer place = ByteBuffer.allocate(20);
  private final long firstIndex;

  /** For the records of the segment that begins with this index. */
  RecordFormat(long firstIndex) {
    this.firstIndex = firstIndex;
  }

  /** Puts a record at the buffer's position, for this offset of the file. */
  void put(ByteBuffer into, long offset, long index, long flushed, byte[] payload) {
    int start = into.position();
    into.putInt(payload.length).putInt(0).putLong(index).putLong(flushed).put(payload);
    into.putInt(start + 4, checksum(into, start, payload.length, offset));
  }

  /**
   * Whether a whole and correct record lies at this position of the buffer, which is this offset of
   * the file.
   */
  boolean isGood(ByteBuffer bytes, int at, long offset) {
    if (bytes.limit() - at < HEADER_BYTES) return false;
    int length = bytes.getInt(at);
    if (length < 0 || length > MAX_PAYLOAD_BYTES || bytes.limit() - at - HEADER_BYTES < length)
      return false;
    return bytes.getInt(at + 4) == checksum(bytes, at, length, offset);
  }

  static long index(ByteBuffer bytes, int at) {
    return bytes.getLong(at + 8);
  }

  static long flushed(ByteBuffer bytes, int at) {
    return bytes.getLong(at + 16);
  }

  private int checksum(ByteBuffer bytes, int at, int length, long offset) {
    crc.reset();
    crc.update(place.clear().putLong(firstIndex).putLong(offset).putInt(length).flip());
    crc.update(bytes.duplicate().limit(at + HEADER_BYTES + length).position(at + CHECKED_FROM));
    return (int) crc.getValue();
  }
}
