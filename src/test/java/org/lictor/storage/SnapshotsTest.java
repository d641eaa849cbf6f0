package org.lictor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
  private static final Path DIRECTORY = Path.of("/data/snapshots");

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
  void theNewestComesBackWhole() throws IOException {
    Snapshots snapshots = Snapshots.open(disk, DIRECTORY);
    disk.shortWrites(1000);
    snapshots.write(5, out -> fill(out, 5, 10));
    snapshots.write(9, out -> fill(out, 9, 300_000));
    SnapshotFile newest = Snapshots.open(disk, DIRECTORY).newestUsable(log(9)).orElseThrow();
    assertThat(newest.index()).isEqualTo(9);
    assertThat(read(newest)).hasSize(300_000).containsOnly(9);
  }

  @Test
  void anEmptySnapshotIsOneToo() throws IOException {
    Snapshots.open(disk, DIRECTORY).write(5, out -> {});
    assertThat(read(Snapshots.open(disk, DIRECTORY).newestUsable(log(5)).orElseThrow())).isEmpty();
  }

  @Test
  void twoAreKeptAndTheLogIsNeededFromTheOlder() throws IOException {
    Snapshots snapshots = Snapshots.open(disk, DIRECTORY);
    assertThat(snapshots.oldestIndex()).isZero();
    snapshots.write(5, out -> fill(out, 5, 10));
    assertThat(snapshots.oldestIndex()).isZero();
    snapshots.write(9, out -> fill(out, 9, 10));
    assertThat(snapshots.oldestIndex()).isEqualTo(5);
    snapshots.write(12, out -> fill(out, 12, 10));
    assertThat(snapshots.oldestIndex()).isEqualTo(9);
    assertThat(disk.list(DIRECTORY)).hasSize(2);
    assertThat(Snapshots.open(disk, DIRECTORY).oldestIndex()).isEqualTo(9);
  }

  @Test
  void aChangedByteAnywhereIsRefusedWhenTheLogDoesNotMakeUpForIt() throws IOException {
    Snapshots.open(disk, DIRECTORY).write(5, out -> fill(out, 5, 40));
    Path file = disk.files().get(0);
    byte[] whole = disk.contents(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      FailingDisk damaged = new FailingDisk();
      damaged.put(file, changed);
      assertThatThrownBy(() -> newest(damaged, log(4)))
          .as("byte %d", at)
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("backup");
      assertThat(newest(damaged, log(5))).as("the whole log is there").isEmpty();
    }
  }

  @Test
  void anOlderOneServesWhenTheLogHoldsWhatCameAfterIt() throws IOException {
    Snapshots snapshots = Snapshots.open(disk, DIRECTORY);
    snapshots.write(5, out -> fill(out, 5, 10));
    snapshots.write(9, out -> fill(out, 9, 10));
    Path newest = disk.files().get(1);
    byte[] cutShort = new byte[30];
    System.arraycopy(disk.contents(newest), 0, cutShort, 0, 30);
    disk.put(newest, cutShort);
    assertThat(newest(disk, log(9)).orElseThrow().index()).isEqualTo(5);
    assertThatThrownBy(() -> newest(disk, log(8))).isInstanceOf(DamagedFileException.class);
    SegmentedLog laterLog = log(0);
    laterLog.restartAt(7);
    SegmentedLogTest.appendAndFlush(laterLog, 7, 12);
    assertThatThrownBy(() -> newest(disk, laterLog)).isInstanceOf(DamagedFileException.class);
  }

  @Test
  void aFailedWriteLeavesTheEarlierOneAndNothingElse() throws IOException {
    Snapshots snapshots = Snapshots.open(disk, DIRECTORY);
    snapshots.write(5, out -> fill(out, 5, 10));
    disk.bytesFree(100_000);
    assertThatThrownBy(() -> snapshots.write(9, out -> fill(out, 9, 300_000)))
        .isInstanceOf(IOException.class);
    assertThat(disk.list(DIRECTORY)).hasSize(1);
    disk.bytesFree(Long.MAX_VALUE);
    disk.failForcesAfter(0);
    assertThatThrownBy(() -> snapshots.write(9, out -> fill(out, 9, 10)))
        .isInstanceOf(IOException.class);
    disk.failForcesAfter(Integer.MAX_VALUE);
    assertThat(disk.list(DIRECTORY)).hasSize(1);
    assertThat(newest(disk, log(0)).orElseThrow().index()).isEqualTo(5);
  }

  @Test
  void afterAPowerCutTheNewestIsTheOneThatWasFinishedOrTheOneInTheMaking() throws IOException {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      FailingDisk before = new FailingDisk();
      Snapshots snapshots = Snapshots.open(before, DIRECTORY);
      snapshots.write(5, out -> fill(out, 5, 5_000));
      before.failForcesAfter(random.nextInt(3));
      try {
        snapshots.write(9, out -> fill(out, 9, 5_000));
      } catch (IOException e) {
        assertThat(e).hasMessage("Input/output error");
      }
      FailingDisk after = before.crash(random);
      SnapshotFile newest = newest(after, log(0)).orElseThrow();
      assertThat(newest.index()).as("seed %d", seed).isIn(5L, 9L);
      assertThat(read(newest)).hasSize(5_000).containsOnly((int) newest.index());
      assertThat(after.list(DIRECTORY)).noneMatch(name -> name.endsWith(".part"));
    }
  }

  private static SegmentedLog log(int records) throws IOException {
    FailingDisk other = new FailingDisk();
    SegmentedLog log = SegmentedLogTest.open(other, 1 << 20);
    if (records > 0) SegmentedLogTest.appendAndFlush(log, 1, records);
    return log;
  }

  private static Optional<SnapshotFile> newest(FailingDisk disk, SegmentedLog log)
      throws IOException {
    return Snapshots.open(disk, DIRECTORY).newestUsable(log);
  }

  private static void fill(OutputStream out, int value, int count) throws IOException {
    for (int i = 0; i < count; i++) out.write(value);
  }

  private static byte[] read(SnapshotFile file) throws IOException {
    try (InputStream in = file.contents()) {
      return in.readAllBytes();
    }
  }
}
