package org.lictor.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An append-only log of numbered records in a directory of its own, cut into segments. Records are
 * appended and are safe once {@link #flush} has returned: one flush for as many as were appended.
 * Indexes follow each other without a gap.
 *
 * <p>A crash may leave records behind that were never flushed; those that are whole count, the rest
 * is cut off when the log is opened. Damage to what was once safe is refused ({@link
 * DamagedFileException}), in the last segment when the log is opened, in the others when they are
 * replayed, so that damage in what a snapshot has made superfluous stops nobody.
 *
 * <p>For one thread at a time; that nobody else has the directory is for the caller to ensure
 * ({@link Disk#lock}).
 */
public final class SegmentedLog implements Closeable {
  /** Small enough that dropping a prefix frees space soon, large enough that a new file is rare. */
  public static final long DEFAULT_SEGMENT_BYTES = 64L << 20;

  /** The largest payload, in bytes. */
  public static final int MAX_PAYLOAD_BYTES = RecordFormat.MAX_PAYLOAD_BYTES;

  private static final int USUAL_BATCH_BYTES = 256 << 10;

  private final Disk disk;
  private final Path directory;
  private final long segmentBytes;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private @Nullable SegmentWriter writer;
  private RecordFormat format = new RecordFormat(0);
  private ByteBuffer pending = ByteBuffer.allocateDirect(USUAL_BATCH_BYTES);
  private long nextIndex = 1;
  private long flushedIndex;
  private @Nullable LogFailedException failure;

  private SegmentedLog(Disk disk, Path directory, long segmentBytes) {
    this.disk = disk;
    this.directory = directory;
    this.segmentBytes = segmentBytes;
  }

  /**
   * Opens the log in a directory, which is made if there is none; an empty log begins with index 1.
   *
   * @param segmentBytes a segment that has reached this size gets no more batches
   * @throws DamagedFileException when bytes in the last segment that were once safe cannot be read
   */
  public static SegmentedLog open(Disk disk, Path directory, long segmentBytes) throws IOException {
    disk.createDirectories(directory);
    SegmentedLog log = new SegmentedLog(disk, directory, segmentBytes);
    for (String name : disk.list(directory)) {
      Segment segment = Segment.named(directory, name);
      if (segment != null) log.segments.addLast(segment);
    }
    Segment last = log.segments.peekLast();
    if (last != null) log.continueIn(last, SegmentWriter.recover(disk, last, segmentBytes));
    return log;
  }

  private void continueIn(Segment last, SegmentWriter opened) {
    writer = opened;
    format = new RecordFormat(last.firstIndex());
    flushedIndex = opened.lastIndexFound();
    nextIndex = flushedIndex + 1;
  }

  /** Whether there is no file at all, as before {@link #begin}. */
  public boolean isWithoutFiles() {
    return segments.isEmpty();
  }

  /**
   * Makes the first file unless there is one, for good when this returns: from then on a log
   * without files is one that has lost them.
   *
   * @throws NotWrittenException when the disk is full
   */
  public void begin() throws IOException {
    refuseAfterFailure();
    if (segments.isEmpty()) writerForNextRecord();
  }

  /** The lowest index the log holds; when it is empty the one that comes next. */
  public long firstIndex() {
    Segment first = segments.peekFirst();
    return first == null ? nextIndex : first.firstIndex();
  }

  /** The highest index appended; one less than {@link #firstIndex} when the log is empty. */
  public long lastIndex() {
    return nextIndex - 1;
  }

  /** The highest index that is safe. */
  public long flushedIndex() {
    return flushedIndex;
  }

  /** Whether a write has failed, so that the log takes no more. */
  public boolean hasFailed() {
    return failure != null;
  }

  /**
   * Adds a record, which is safe after the next {@link #flush}.
   *
   * @param index one more than {@link #lastIndex}
   * @param payload at most {@link #MAX_PAYLOAD_BYTES}; copied
   * @throws NotWrittenException when the disk is full: the log is as it was after the last flush,
   *     and stays usable
   * @throws LogFailedException when a write failed, now or before
   */
  public void append(long index, byte[] payload) throws IOException {
    refuseAfterFailure();
    if (index != nextIndex)
      throw new IllegalArgumentException("index " + index + " does not follow " + lastIndex());
    if (payload.length > MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "a record of " + payload.length + " bytes is over " + MAX_PAYLOAD_BYTES);
    }
    makeRoomFor(RecordFormat.HEADER_BYTES + payload.length);
    SegmentWriter current = writerForNextRecord();
    format.put(pending, current.position() + pending.position(), index, flushedIndex, payload);
    nextIndex++;
  }

  /**
   * Returns when all that was appended is on disk.
   *
   * @throws NotWrittenException when the disk is full: what was appended since the last flush is
   *     gone from the log, which stays usable
   * @throws LogFailedException when a write or the flush failed, now or before: the log takes no
   *     more
   */
  public void flush() throws IOException {
    refuseAfterFailure();
    if (pending.position() == 0) return;
    SegmentWriter current = writerForNextRecord();
    ifRoom(() -> current.reserve(pending.position()));
    orFail(
        () -> {
          current.write(pending.flip());
          current.force();
        });
    flushedIndex = nextIndex - 1;
    clearPending();
  }

  private SegmentWriter writerForNextRecord() throws IOException {
    SegmentWriter current = writer;
    // A batch stays together: the checksum of a record that waits depends on the segment it goes
    // to.
    if (current != null && (pending.position() > 0 || current.position() < segmentBytes))
      return current;
    if (current != null) orFail(current::seal);
    Segment segment = Segment.in(directory, nextIndex);
    SegmentWriter added = created(segment);
    orFail(added::settle);
    if (current != null) current.close();
    segments.addLast(segment);
    continueIn(segment, added);
    return added;
  }

  private SegmentWriter created(Segment segment) throws NotWrittenException {
    SegmentWriter[] created = new SegmentWriter[1];
    ifRoom(() -> created[0] = SegmentWriter.create(disk, segment, segmentBytes));
    return created[0];
  }

  /**
   * Hands out the safe records from an index on, in order.
   *
   * @param fromIndex not below {@link #firstIndex}
   * @throws DamagedFileException when a record that was once safe cannot be read
   */
  public void replay(long fromIndex, Visitor visitor) throws IOException {
    if (fromIndex < firstIndex()) {
      throw new IllegalArgumentException(
          "the log begins at " + firstIndex() + ", after " + fromIndex);
    }
    Segment[] all = segments.toArray(Segment[]::new);
    for (int i = 0; i < all.length; i++) {
      long lastInSegment = i + 1 < all.length ? all[i + 1].firstIndex() - 1 : flushedIndex;
      if (lastInSegment >= fromIndex) replay(all[i], lastInSegment, fromIndex, visitor);
    }
  }

  private void replay(Segment segment, long lastIndex, long fromIndex, Visitor visitor)
      throws IOException {
    try (DiskFile file = disk.openForReading(segment.path())) {
      if (!segment.hasHeader(file)) throw segment.headerDamaged();
      SegmentReader reader = new SegmentReader(file, segment);
      while (reader.index() < lastIndex) {
        if (!reader.next()) throw SegmentWriter.notReadable(segment, reader);
        if (reader.index() >= fromIndex) visitor.record(reader.index(), reader.payload());
      }
    }
  }

  /**
   * Takes back the records from an index on, for good when it returns: the next one appended has
   * this index.
   *
   * @param index not below {@link #firstIndex}; above {@link #lastIndex} nothing happens
   */
  public void truncateFrom(long index) throws IOException {
    flush();
    if (index > lastIndex()) return;
    if (index < firstIndex())
      throw new IllegalArgumentException("the log begins at " + firstIndex() + ", after " + index);
    orFail(
        () -> {
          closeWriter();
          // The newest first and each for good before the next: a crash in between leaves no gap.
          while (segments.getLast().firstIndex() > index) delete(segments.removeLast());
          Segment last = segments.getLast();
          continueIn(last, SegmentWriter.cutFrom(disk, last, segmentBytes, index));
        });
  }

  /** Drops the segments that hold only records below this index; the last segment stays. */
  public void dropBefore(long index) throws IOException {
    refuseAfterFailure();
    while (segments.size() > 1) {
      Segment oldest = segments.removeFirst();
      if (segments.getFirst().firstIndex() > index) {
        segments.addFirst(oldest);
        return;
      }
      delete(oldest);
    }
  }

  /**
   * Empties the log; the next record appended has this index. For a snapshot that is ahead of the
   * log. A crash meanwhile leaves the new beginning behind, and perhaps old records before it.
   *
   * @param index above {@link #lastIndex}
   * @throws NotWrittenException when the disk is full: the log is as it was
   */
  public void restartAt(long index) throws IOException {
    refuseAfterFailure();
    if (index <= lastIndex())
      throw new IllegalArgumentException(index + " is not above " + lastIndex());
    List<Segment> old = List.copyOf(segments);
    SegmentWriter former = writer;
    Segment segment = Segment.in(directory, index);
    SegmentWriter added = created(segment);
    clearPending();
    orFail(
        () -> {
          added.settle();
          if (former != null) former.close();
          for (Segment one : old) {
            if (!one.equals(segment)) delete(one);
          }
        });
    segments.clear();
    segments.addLast(segment);
    continueIn(segment, added);
  }

  private void delete(Segment segment) throws IOException {
    disk.delete(segment.path());
    disk.syncDirectory(directory);
  }

  /** Closes the files. What was not flushed is given up. */
  @Override
  public void close() throws IOException {
    closeWriter();
    if (failure == null)
      failure =
          new LogFailedException(
              "the log in " + directory + " is closed", new IOException("closed"));
  }

  private void closeWriter() throws IOException {
    SegmentWriter current = writer;
    writer = null;
    if (current != null) current.close();
  }

  private void makeRoomFor(int bytes) {
    if (pending.remaining() >= bytes) return;
    int wanted = Math.addExact(pending.position(), bytes);
    int doubled = (int) Math.min(Integer.MAX_VALUE - 8L, pending.capacity() * 2L);
    pending = ByteBuffer.allocateDirect(Math.max(wanted, doubled)).put(pending.flip());
  }

  private void clearPending() {
    // One large batch shall not hold its memory for ever.
    if (pending.capacity() > 16 * USUAL_BATCH_BYTES)
      pending = ByteBuffer.allocateDirect(USUAL_BATCH_BYTES);
    pending.clear();
  }

  private void refuseAfterFailure() throws LogFailedException {
    LogFailedException earlier = failure;
    if (earlier != null)
      throw new LogFailedException(String.valueOf(earlier.getMessage()), earlier);
  }

  /** For what leaves the log as it was when it fails. */
  private void ifRoom(Step step) throws NotWrittenException {
    try {
      step.run();
    } catch (IOException e) {
      clearPending();
      nextIndex = flushedIndex + 1;
      throw new NotWrittenException(
          "no room for more records in %s (%s): free some space on that disk; writing goes on once there is some"
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  /** For what leaves the log in an unknown state when it fails. */
  private void orFail(Step step) throws LogFailedException {
    try {
      step.run();
    } catch (IOException e) {
      failure =
          new LogFailedException(
              "writing to %s failed (%s), so the log takes no more writes: look after the disk, then restart this server"
                  .formatted(directory, e),
              e);
      throw failure;
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  /** Is given the records of a replay. */
  public interface Visitor {
    /** Takes one record; the payload is the visitor's own. */
    void record(long index, byte[] payload) throws IOException;
  }
}
