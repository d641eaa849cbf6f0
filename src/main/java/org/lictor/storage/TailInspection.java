package org.lictor.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Judges the end of the last segment, where a record cannot be read: a torn tail, which a crash
 * leaves behind and may be cut off, or damage to what was once safe, which may not.
 *
 * <p>Only the last batch of records, those after the last flush, can be torn, and nobody was told
 * that they were written. A power cut leaves each sector of them as written or as it was before,
 * zero, in any order: so good records may follow a lost one. It is damage when a later record
 * proves that the bad one had been flushed, or when good records follow and no sector is missing.
 * What cannot be told apart is damage in the very last batch that no good record follows.
 */
final class TailInspection {
  /** The smallest unit that a disk writes whole; a larger one is a multiple of it. */
  private static final int SECTOR_BYTES = 512;

  private final Segment segment;
  private final RecordFormat format;
  private final long badOffset;
  private final long badIndex;
  private final ByteBuffer rest;

  /** Looks at the file from the end of its last good record on. */
  TailInspection(DiskFile file, Segment segment, SegmentReader atLastGood) throws IOException {
    this.segment = segment;
    this.format = new RecordFormat(segment.firstIndex());
    this.badOffset = atLastGood.endOffset();
    this.badIndex = atLastGood.index() + 1;
    this.rest = ByteBuffer.allocate(Math.toIntExact(Math.max(0, file.size() - badOffset)));
    file.readFully(rest, badOffset);
    rest.flip();
  }

  /** What is wrong if the bad record was once safe; null when it may be cut off. */
  @Nullable DamagedFileException damage() {
    int firstGood = goodRecordFrom(1);
    if (firstGood < 0) return null;
    boolean proven = provenFlushedFrom(firstGood);
    if (!proven && sectorIsMissing(firstGood)) return null;
    return new DamagedFileException(
        segment.path(),
        badOffset,
        "record %d there cannot be read, though record %d at offset %d, written after it, can"
            .formatted(badIndex, RecordFormat.index(rest, firstGood), badOffset + firstGood));
  }

  private int goodRecordFrom(int start) {
    for (int at = start; at <= rest.limit() - RecordFormat.HEADER_BYTES; at++) {
      long ahead =
          RecordFormat.index(rest, at)
              - badIndex; // looked at first: it rules out nearly every place at once
      if (ahead >= 0
          && ahead <= at / RecordFormat.HEADER_BYTES
          && format.isGood(rest, at, badOffset + at)) return at;
    }
    return -1;
  }

  private boolean provenFlushedFrom(int firstGood) {
    for (int at = firstGood;
        at >= 0;
        at = goodRecordFrom(at + RecordFormat.HEADER_BYTES + rest.getInt(at))) {
      if (RecordFormat.flushed(rest, at) >= badIndex) return true;
    }
    return false;
  }

  /**
   * Whether a whole sector of the batch, between its beginning and the first good record, is as if
   * never written.
   */
  private boolean sectorIsMissing(int firstGood) {
    boolean batchStartsHere = RecordFormat.flushed(rest, firstGood) == badIndex - 1;
    long sector = badOffset - badOffset % SECTOR_BYTES;
    // A good record shares this sector, so it was written, unless that record is from before the
    // last flush.
    if (sector < badOffset && !batchStartsHere) sector += SECTOR_BYTES;
    for (; sector + SECTOR_BYTES <= badOffset + firstGood; sector += SECTOR_BYTES) {
      int from = (int) (Math.max(sector, badOffset) - badOffset);
      if (Zeros.fill(rest, from, (int) (sector + SECTOR_BYTES - badOffset))) return true;
    }
    return false;
  }
}
