package org.lictor.storage;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Walks over the records of one segment in order and stops at the first that is not good. For one
 * thread.
 */
final class SegmentReader {
  private static final int BUFFER_BYTES = 256 << 10;

  private final DiskFile file;
  private final RecordFormat format;
  private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private long bufferOffset = Segment.HEADER_BYTES;
  private int current;
  private int next;
  private long nextIndex;
  private long flushed;

  SegmentReader(DiskFile file, Segment segment) {
    this.file = file;
    this.format = new RecordFormat(segment.firstIndex());
    this.nextIndex = segment.firstIndex();
  }

  /** Steps to the next record; false when no good one with the next index follows. */
  boolean next() throws IOException {
    if (!have(RecordFormat.HEADER_BYTES)) return false;
    int length = buffer.getInt(next);
    if (length < 0
        || length > RecordFormat.MAX_PAYLOAD_BYTES
        || !have(RecordFormat.HEADER_BYTES + length)) return false;
    if (RecordFormat.index(buffer, next) != nextIndex || !format.isGood(buffer, next, endOffset()))
      return false;
    flushed = RecordFormat.flushed(buffer, next);
    current = next;
    next += RecordFormat.HEADER_BYTES + length;
    nextIndex++;
    return true;
  }

  /** The index of the current record, or the one before the segment's first. */
  long index() {
    return nextIndex - 1;
  }

  /** What was surely on disk when the current record was written. */
  long flushed() {
    return flushed;
  }

  /** A copy of the current record's payload. */
  byte[] payload() {
    byte[] payload = new byte[buffer.getInt(current)];
    buffer.get(current + RecordFormat.HEADER_BYTES, payload);
    return payload;
  }

  /** Where the current record begins. */
  long offset() {
    return bufferOffset + current;
  }

  /** Where the current record ends: the place of the next one. */
  long endOffset() {
    return bufferOffset + next;
  }

  /**
   * Sees to it that so many bytes from the next record on are in the buffer; false when the file is
   * shorter.
   */
  private boolean have(int bytes) throws IOException {
    if (buffer.limit() - next >= bytes) return true;
    buffer.position(next).compact().flip();
    if (bytes > buffer.capacity()) buffer = ByteBuffer.allocate(bytes).put(buffer).flip();
    bufferOffset += next;
    current = 0;
    next = 0;
    int held = buffer.limit();
    buffer.limit(buffer.capacity()).position(held);
    file.readFully(buffer, bufferOffset + held);
    buffer.flip();
    return buffer.limit() >= bytes;
  }
}
