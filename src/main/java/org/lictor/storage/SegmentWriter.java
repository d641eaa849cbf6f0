package org.lictor.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The segment at the end of a log, open for appending. The file is made longer ahead of the
 * records, with zeros and a megabyte at a time: a flush then has no new file size to write down
 * (130 µs instead of 160 where it was measured, far less spread), and a full disk shows before a
 * record is half written. For one thread.
 */
final class SegmentWriter implements Closeable {
  private static final System.Logger LOG = System.getLogger(SegmentWriter.class.getName());
  private static final long RESERVED_AHEAD_BYTES = 1 << 20;

  private final Disk disk;
  private final Segment segment;
  private final DiskFile file;
  private final long reserveStep;
  private long position;
  private long reserved;
  private long lastIndex;

  private SegmentWriter(Disk disk, Segment segment, DiskFile file, long segmentBytes) {
    this.disk = disk;
    this.segment = segment;
    this.file = file;
    this.reserveStep = Math.min(RESERVED_AHEAD_BYTES, segmentBytes);
    this.position = Segment.HEADER_BYTES;
    this.lastIndex = segment.firstIndex() - 1;
  }

  /**
   * Makes a new segment. It is not sure to last before {@link #settle}; on failure nothing of it is
   * left.
   */
  static SegmentWriter create(Disk disk, Segment segment, long segmentBytes) throws IOException {
    DiskFile file = disk.openForWriting(segment.path());
    try {
      file.truncate(0);
      file.writeFully(segment.header(), 0);
      SegmentWriter writer = new SegmentWriter(disk, segment, file, segmentBytes);
      writer.reserve(1);
      return writer;
    } catch (IOException e) {
      file.close();
      disk.delete(segment.path());
      throw e;
    }
  }

  /**
   * Opens the last segment of a log as a crash may have left it: a torn tail is cut off, and what
   * remains is on disk.
   *
   * @throws DamagedFileException when what cannot be read was safe once
   */
  static SegmentWriter recover(Disk disk, Segment segment, long segmentBytes) throws IOException {
    DiskFile file = disk.openForWriting(segment.path());
    try {
      if (!segment.hasHeader(file)) {
        if (!segment.hasNoRecord(file)) throw segment.headerDamaged();
        file.truncate(0);
        file.writeFully(segment.header(), 0);
      }
      SegmentWriter writer = new SegmentWriter(disk, segment, file, segmentBytes);
      SegmentReader reader = new SegmentReader(file, segment);
      long lastBatch = Segment.HEADER_BYTES;
      for (long flushed = -1; reader.next(); flushed = reader.flushed()) {
        if (reader.flushed() != flushed) lastBatch = reader.offset();
      }
      if (!Zeros.fill(file, reader.endOffset(), file.size())) writer.cutTornTail(reader);
      writer.endAt(reader);
      // Records of the last batch may be in the kernel's memory only, and they count from here on.
      // Where its fsync had failed,
      // the kernel may hold them for written: so they are written again before they are forced.
      writer.rewrite(lastBatch);
      writer.settle();
      return writer;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Opens a segment, cuts off the records from this index on, and makes that last. */
  static SegmentWriter cutFrom(Disk disk, Segment segment, long segmentBytes, long index)
      throws IOException {
    DiskFile file = disk.openForWriting(segment.path());
    try {
      SegmentWriter writer = new SegmentWriter(disk, segment, file, segmentBytes);
      SegmentReader reader = new SegmentReader(file, segment);
      while (reader.index() < index - 1) {
        if (!reader.next()) throw notReadable(segment, reader);
      }
      file.truncate(reader.endOffset());
      writer.endAt(reader);
      writer.settle();
      return writer;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  static DamagedFileException notReadable(Segment segment, SegmentReader reader) {
    return new DamagedFileException(
        segment.path(),
        reader.endOffset(),
        "record " + (reader.index() + 1) + " there cannot be read");
  }

  private void cutTornTail(SegmentReader reader) throws IOException {
    DamagedFileException damage = new TailInspection(file, segment, reader).damage();
    if (damage != null) throw damage;
    LOG.log(
        System.Logger.Level.INFO,
        "{0}: cut off a torn record after index {1} at offset {2}; it was never acknowledged",
        segment.path(),
        Long.toString(reader.index()),
        Long.toString(reader.endOffset()));
    file.truncate(reader.endOffset());
  }

  private void rewrite(long from) throws IOException {
    file.writeFully(segment.header(), 0);
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(position - from));
    file.readFully(bytes, from);
    file.writeFully(bytes.flip(), from);
  }

  private void endAt(SegmentReader reader) throws IOException {
    position = reader.endOffset();
    reserved = file.size();
    lastIndex = reader.index();
  }

  /** Where the next record goes. */
  long position() {
    return position;
  }

  /** The last index found when the segment was opened. */
  long lastIndexFound() {
    return lastIndex;
  }

  /**
   * Sees to it that so many bytes more have a place in the file. When this fails the records are as
   * before.
   */
  void reserve(long bytes) throws IOException {
    if (position + bytes <= reserved) return;
    long end = (position + bytes + reserveStep - 1) / reserveStep * reserveStep;
    Zeros.write(file, Math.max(reserved, position), end);
    reserved = end;
  }

  void write(ByteBuffer records) throws IOException {
    int length = records.remaining();
    file.writeFully(records, position);
    position += length;
  }

  void force() throws IOException {
    file.force(false);
  }

  /** Makes the contents, the size and the name last. */
  void settle() throws IOException {
    file.force(true);
    disk.syncDirectory(segment.directory());
  }

  /** Gives back what is reserved; the segment is full. */
  void seal() throws IOException {
    file.truncate(position);
    reserved = position;
    file.force(true);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
