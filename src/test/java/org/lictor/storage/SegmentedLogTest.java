package org.lictor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SegmentedLogTest {
  private static final Path DIRECTORY = Path.of("/data/log");
  private static final long LARGE = 64 << 20;

  private final FailingDisk disk = new FailingDisk();

  private static final Logger LOGGER = Logger.getLogger("org.lictor.storage");

  /** Hundreds of torn tails and damaged files are met on purpose. */
  @BeforeAll
  static void silenceTheLogger() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void giveTheLoggerItsVoiceBack() {
    LOGGER.setLevel(null);
  }

  @Test
  void recordsComeBackInOrderAfterReopening() throws IOException {
    try (SegmentedLog log = open(disk, LARGE)) {
      assertThat(log.firstIndex()).isEqualTo(1);
      assertThat(log.lastIndex()).isZero();
      appendAndFlush(log, 1, 100);
    }
    try (SegmentedLog log = open(disk, LARGE)) {
      assertThat(log.lastIndex()).isEqualTo(100);
      assertThat(replay(log, 1)).isEqualTo(texts(1, 100));
      assertThat(replay(log, 73)).isEqualTo(texts(73, 100));
      assertThat(replay(log, 101)).isEmpty();
    }
  }

  @Test
  void manyRecordsNeedOneForce() throws IOException {
    SegmentedLog log = open(disk, LARGE);
    appendAndFlush(log, 1, 1);
    int before = disk.forces();
    appendAndFlush(log, 2, 500);
    assertThat(disk.forces() - before).isEqualTo(1);
  }

  @Test
  void shortWritesLoseNothing() throws IOException {
    disk.shortWrites(7);
    SegmentedLog log = open(disk, 400);
    for (int i = 1; i <= 40; i++) appendAndFlush(log, i, i);
    assertThat(replay(open(disk, 400), 1)).isEqualTo(texts(1, 40));
  }

  @Test
  void aGapInTheIndexesIsRefused() throws IOException {
    SegmentedLog log = open(disk, LARGE);
    appendAndFlush(log, 1, 3);
    assertThatThrownBy(() -> log.append(5, new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFullSegmentIsFollowedByANewOneAndAPrefixCanBeDropped() throws IOException {
    SegmentedLog log = open(disk, 300);
    for (int i = 1; i <= 50; i++) appendAndFlush(log, i, i);
    int files = disk.files().size();
    assertThat(files).isGreaterThan(5);
    log.dropBefore(30);
    assertThat(disk.files().size()).isLessThan(files);
    assertThat(log.firstIndex()).isGreaterThan(1).isLessThanOrEqualTo(30);
    SegmentedLog again = open(disk, 300);
    assertThat(again.firstIndex()).isEqualTo(log.firstIndex());
    assertThat(replay(again, 30)).isEqualTo(texts(30, 50));
    assertThatThrownBy(() -> replay(again, 1)).isInstanceOf(IllegalArgumentException.class);
    again.dropBefore(1000);
    assertThat(again.lastIndex()).as("the last segment stays").isEqualTo(50);
  }

  @Test
  void aSuffixCanBeTakenBackAtEveryIndex() throws IOException {
    for (int from = 1; from <= 21; from++) {
      FailingDisk fresh = new FailingDisk();
      SegmentedLog log = open(fresh, 200);
      for (int i = 1; i <= 20; i++) appendAndFlush(log, i, i);
      log.truncateFrom(from);
      assertThat(log.lastIndex()).isEqualTo(from - 1);
      FailingDisk cut = fresh.crash(new Random(from));
      SegmentedLog reopened = open(cut, 200);
      assertThat(replay(reopened, 1)).as("truncated from %d", from).isEqualTo(texts(1, from - 1));
      reopened.append(from, bytes("other"));
      reopened.flush();
      assertThat(replay(open(cut, 200), from)).containsExactly("other");
    }
  }

  @Test
  void recordsNotYetFlushedCanBeTakenBackToo() throws IOException {
    SegmentedLog log = open(disk, LARGE);
    appendAndFlush(log, 1, 5);
    append(log, 6, 9);
    log.truncateFrom(4);
    appendAndFlush(log, 4, 4);
    assertThat(replay(log, 1)).isEqualTo(texts(1, 4));
  }

  @Test
  void anEmptiedLogGoesOnWhereItIsTold() throws IOException {
    SegmentedLog log = open(disk, 200);
    for (int i = 1; i <= 20; i++) appendAndFlush(log, i, i);
    log.restartAt(500);
    assertThat(log.firstIndex()).isEqualTo(500);
    appendAndFlush(log, 500, 510);
    SegmentedLog again = open(disk, 200);
    assertThat(again.firstIndex()).isEqualTo(500);
    assertThat(replay(again, 500)).isEqualTo(texts(500, 510));
  }

  @Test
  void aLogThatHasBegunHasAFileFromThenOn() throws IOException {
    SegmentedLog log = open(disk, LARGE);
    assertThat(log.isWithoutFiles()).isTrue();
    log.begin();
    log.begin();
    assertThat(open(disk, LARGE).isWithoutFiles()).isFalse();
    appendAndFlush(log, 1, 3);
    log.restartAt(500);
    SegmentedLog again = open(disk, LARGE);
    assertThat(again.isWithoutFiles()).isFalse();
    assertThat(again.firstIndex()).isEqualTo(500);
    assertThat(again.lastIndex()).isEqualTo(499);
  }

  @Test
  void anEmptiedLogIsOneAlsoWhenTheOldFilesWereNotRemovedAnyMore() throws IOException {
    SegmentedLog log = open(disk, LARGE);
    appendAndFlush(log, 1, 3);
    Path old = disk.files().get(0);
    byte[] contents = disk.contents(old);
    log.restartAt(500);
    disk.put(old, contents);
    SegmentedLog again = open(disk, LARGE);
    assertThat(again.lastIndex()).isEqualTo(499);
    appendAndFlush(again, 500, 501);
    assertThat(replay(again, 500)).isEqualTo(texts(500, 501));
  }

  @Test
  void afterAFailedForceTheLogTakesNoMoreButCanBeRead() throws IOException {
    SegmentedLog log = open(disk, LARGE);
    appendAndFlush(log, 1, 5);
    append(log, 6, 6);
    disk.failForcesAfter(0);
    assertThatThrownBy(log::flush)
        .isInstanceOf(LogFailedException.class)
        .hasMessageContaining("/data/log");
    disk.failForcesAfter(Integer.MAX_VALUE);
    assertThatThrownBy(() -> append(log, 6, 6)).isInstanceOf(LogFailedException.class);
    assertThatThrownBy(log::flush).isInstanceOf(LogFailedException.class);
    assertThatThrownBy(() -> log.truncateFrom(2)).isInstanceOf(LogFailedException.class);
    assertThat(log.hasFailed()).isTrue();
    assertThat(log.flushedIndex()).isEqualTo(5);
    assertThat(replay(log, 1)).isEqualTo(texts(1, 5));
  }

  /**
   * The process restarts, the machine runs on, then the power is cut: what the log showed after the
   * restart stays.
   */
  @Test
  void recordsWhoseForceFailedAreWrittenAgainBeforeTheyCount() throws IOException {
    for (int seed = 0; seed < 200; seed++) {
      FailingDisk machine = new FailingDisk();
      SegmentedLog log = open(machine, 2_000);
      for (int i = 1; i <= 5; i++) appendAndFlush(log, i, i);
      append(log, 6, 40);
      machine.failForcesAfter(0);
      assertThatThrownBy(log::flush).isInstanceOf(LogFailedException.class);
      machine.failForcesAfter(Integer.MAX_VALUE);
      SegmentedLog restarted = open(machine, 2_000);
      assertThat(restarted.lastIndex()).isEqualTo(40);
      appendAndFlush(restarted, 41, 60);
      assertThat(replay(open(machine.crash(new Random(seed)), 2_000), 1))
          .as("seed %d", seed)
          .isEqualTo(texts(1, 60));
    }
  }

  @Test
  void afterAFailedWriteTheLogTakesNoMoreAndOpensAgainWithWhatWasFlushed() throws IOException {
    SegmentedLog log = open(disk, LARGE);
    appendAndFlush(log, 1, 5);
    append(log, 6, 6);
    disk.failWritesAfter(0);
    assertThatThrownBy(log::flush).isInstanceOf(LogFailedException.class);
    disk.failWritesAfter(Integer.MAX_VALUE);
    assertThatThrownBy(() -> append(log, 7, 7)).isInstanceOf(LogFailedException.class);
    assertThat(replay(open(disk, LARGE), 1)).isEqualTo(texts(1, 5));
  }

  @Test
  void aFullDiskRefusesAndTheLogGoesOnWhenThereIsSpace() throws IOException {
    SegmentedLog log = open(disk, 2 << 20);
    disk.bytesFree(3 << 20);
    int written = 0;
    NotWrittenException refusal = null;
    byte[] large = new byte[100_000];
    while (refusal == null) {
      try {
        log.append(written + 1, large);
        log.flush();
        written++;
      } catch (NotWrittenException e) {
        refusal = e;
      }
    }
    assertThat(refusal).hasMessageContaining("No space left").hasMessageContaining("/data/log");
    assertThat(written).isGreaterThan(10);
    assertThat(log.lastIndex()).isEqualTo(written);
    assertThat(open(disk.crash(new Random(1)), 2 << 20).lastIndex()).isEqualTo(written);
    disk.bytesFree(Long.MAX_VALUE);
    for (int i = written + 1; i <= 60; i++) {
      log.append(i, large);
      log.flush();
    }
    SegmentedLog again = open(disk, 2 << 20);
    List<Long> indexes = new ArrayList<>();
    again.replay(1, (index, payload) -> indexes.add(index));
    assertThat(indexes).hasSize(60);
  }

  private static final int RECORD = RecordFormat.HEADER_BYTES + bytes("record 00001").length;

  @Test
  void aTailTornAtAnyByteOfTheLastRecordIsCutAtTheLastGoodOne() throws IOException {
    SegmentedLog log = open(disk, LARGE);
    for (int i = 1; i <= 4; i++) appendAndFlush(log, i, i);
    byte[] whole = disk.contents(disk.files().get(0));
    int lastStart = Segment.HEADER_BYTES + 3 * RECORD;
    for (int kept = 0; kept < RECORD; kept++) {
      for (boolean reserved : new boolean[] {true, false}) {
        byte[] torn = whole.clone();
        Arrays.fill(torn, lastStart + kept, torn.length, (byte) 0);
        if (!reserved) torn = Arrays.copyOf(torn, lastStart + kept);
        FailingDisk after = new FailingDisk();
        after.put(disk.files().get(0), torn);
        SegmentedLog again = open(after, LARGE);
        assertThat(replay(again, 1)).as("torn after %d bytes", kept).isEqualTo(texts(1, 3));
        again.append(4, bytes("new"));
        again.flush();
        assertThat(replay(open(after, LARGE), 4)).containsExactly("new");
      }
    }
  }

  @Test
  void aChangedByteAnywhereInAMiddleRecordIsRefusedAtOpening() throws IOException {
    for (boolean oneBatch : new boolean[] {true, false}) {
      FailingDisk fresh = new FailingDisk();
      SegmentedLog log = open(fresh, LARGE);
      if (oneBatch) appendAndFlush(log, 1, 8);
      else for (int i = 1; i <= 8; i++) appendAndFlush(log, i, i);
      Path file = fresh.files().get(0);
      byte[] whole = fresh.contents(file);
      int start = Segment.HEADER_BYTES + 4 * RECORD;
      for (int at = start; at < start + RECORD; at++) {
        FailingDisk damaged = withByteChanged(file, whole, at);
        int offset = start;
        assertThatThrownBy(() -> open(damaged, LARGE))
            .as("byte %d changed, one batch: %s", at, oneBatch)
            .isInstanceOf(DamagedFileException.class)
            .hasMessageContaining(file + " is damaged at byte offset " + offset)
            .hasMessageContaining("record 5")
            .hasMessageContaining("backup");
        assertThat(damaged.contents(file)).as("nothing is changed").hasSize(whole.length);
      }
    }
  }

  @Test
  void aChangedByteAnywhereInAnEarlierSegmentIsRefusedOnReplay() throws IOException {
    SegmentedLog log = open(disk, 100);
    for (int i = 1; i <= 9; i++) appendAndFlush(log, i, i);
    Path first = disk.files().get(0);
    byte[] whole = disk.contents(first);
    for (int at = 0; at < whole.length; at++) {
      FailingDisk damaged = new FailingDisk();
      for (Path file : disk.files()) damaged.put(file, disk.contents(file));
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      damaged.put(first, changed);
      SegmentedLog opened = open(damaged, 100);
      assertThatThrownBy(() -> replay(opened, 1))
          .as("byte %d changed", at)
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining(first.toString());
      assertThat(replay(opened, 9))
          .as("what needs not be read harms nobody")
          .isEqualTo(texts(9, 9));
    }
  }

  @Test
  void aMissingSegmentIsRefusedOnReplay() throws IOException {
    SegmentedLog log = open(disk, 100);
    for (int i = 1; i <= 9; i++) appendAndFlush(log, i, i);
    disk.delete(disk.files().get(1));
    SegmentedLog opened = open(disk, 100);
    assertThatThrownBy(() -> replay(opened, 1)).isInstanceOf(DamagedFileException.class);
  }

  @Test
  void aHeaderOfAnotherFormatIsRefused() throws IOException {
    SegmentedLog log = open(disk, LARGE);
    appendAndFlush(log, 1, 3);
    Path file = disk.files().get(0);
    FailingDisk damaged = withByteChanged(file, disk.contents(file), 7);
    assertThatThrownBy(() -> open(damaged, LARGE))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("header");
  }

  @Test
  void aRecordInsideAPayloadIsNotTakenForOneOfTheLog() throws IOException {
    SegmentedLog log = open(disk, LARGE);
    appendAndFlush(log, 1, 3);
    byte[] file = disk.contents(disk.files().get(0));
    byte[] inner =
        Arrays.copyOfRange(file, Segment.HEADER_BYTES + RECORD, Segment.HEADER_BYTES + 3 * RECORD);
    FailingDisk outer = new FailingDisk();
    SegmentedLog other = open(outer, LARGE);
    other.append(1, inner); // holds records 2 and 3
    other.flush();
    byte[] whole = outer.contents(outer.files().get(0));
    FailingDisk torn = withByteChanged(outer.files().get(0), whole, Segment.HEADER_BYTES + 5);
    assertThat(open(torn, LARGE).lastIndex()).isZero();
  }

  /**
   * Sectors of an unflushed batch go missing in any combination; whatever remains, the log opens
   * with all that was flushed.
   */
  @Test
  void aPowerCutAtAnyMomentNeverLosesAFlushedRecordNorStopsTheLogFromOpening() throws IOException {
    for (int seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      FailingDisk before = new FailingDisk();
      long segmentBytes = 300 + random.nextInt(6_000);
      SegmentedLog log = open(before, segmentBytes);
      int flushed = 0;
      int appended = 0;
      before.failForcesAfter(random.nextInt(40));
      try {
        while (flushed < 200) {
          int batch = 1 + random.nextInt(30);
          append(log, appended + 1, appended + batch);
          appended += batch;
          log.flush();
          flushed = appended;
        }
      } catch (LogFailedException e) {
        assertThat(log.flushedIndex()).isEqualTo(flushed);
      }
      FailingDisk after = before.crash(random);
      for (int life = 0; life < 2; life++) {
        SegmentedLog opened = open(after, segmentBytes);
        int last = (int) opened.lastIndex();
        assertThat(last).as("seed %d", seed).isBetween(flushed, appended);
        assertThat(replay(opened, 1)).as("seed %d", seed).isEqualTo(texts(1, last));
        appendAndFlush(opened, last + 1, last + 1);
        flushed = last + 1;
        appended = flushed;
        after = after.crash(random);
      }
    }
  }

  static SegmentedLog open(Disk disk, long segmentBytes) throws IOException {
    return SegmentedLog.open(disk, DIRECTORY, segmentBytes);
  }

  static void appendAndFlush(SegmentedLog log, int from, int to) throws IOException {
    append(log, from, to);
    log.flush();
  }

  private static void append(SegmentedLog log, int from, int to) throws IOException {
    for (int i = from; i <= to; i++) log.append(i, bytes(text(i)));
  }

  private static List<String> replay(SegmentedLog log, long from) throws IOException {
    List<String> found = new ArrayList<>();
    log.replay(from, (index, payload) -> found.add(new String(payload, StandardCharsets.UTF_8)));
    return found;
  }

  private static List<String> texts(int from, int to) {
    List<String> texts = new ArrayList<>();
    for (int i = from; i <= to; i++) texts.add(text(i));
    return texts;
  }

  private static String text(int i) {
    return "record %05d".formatted(i);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static FailingDisk withByteChanged(Path file, byte[] whole, int at) {
    byte[] changed = whole.clone();
    changed[at] ^= 1;
    FailingDisk damaged = new FailingDisk();
    damaged.put(file, changed);
    return damaged;
  }
}
