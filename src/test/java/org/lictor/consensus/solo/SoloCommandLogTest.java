package org.lictor.consensus.solo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lictor.consensus.CommandLogContract.await;
import static org.lictor.consensus.CommandLogContract.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.consensus.Committed;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.LogUnavailableException;
import org.lictor.consensus.RecordingHandler;
import org.lictor.storage.DamagedFileException;
import org.lictor.storage.DirectoryInUseException;
import org.lictor.storage.FailingDisk;
import org.lictor.storage.MissingFilesException;

class SoloCommandLogTest implements GroupCommitContract {
  private static final Path DIRECTORY = Path.of("/data");
  private static final SoloSettings SETTINGS =
      SoloSettings.in(DIRECTORY, "127.0.0.1:8300").withFiles(1_000, 50, 1 << 20);

  private final FailingDisk disk = new FailingDisk();
  private final RecordingHandler handler = RecordingHandler.gapless();

  @Override
  public GroupCommitLog open(QueueBounds bounds, CommittedHandler h) throws IOException {
    return SoloCommandLog.open(disk, SETTINGS.withBounds(bounds), h);
  }

  @Test
  void theLeaderIsThisServer() throws Exception {
    try (SoloCommandLog log = SoloCommandLog.open(disk, SETTINGS, handler)) {
      assertThat(log.leadership().leaderAddress()).isEqualTo("127.0.0.1:8300");
    }
  }

  @Test
  void everythingAnsweredIsThereAfterAPowerCut() throws Exception {
    for (int seed = 0; seed < 40; seed++) {
      FailingDisk before = new FailingDisk();
      Random random = new Random(seed);
      int answered = random.nextInt(200);
      SoloCommandLog log = SoloCommandLog.open(before, SETTINGS, RecordingHandler.gapless());
      for (int i = 1; i <= answered; i++) await(log.submit(bytes("c" + i)));
      FailingDisk after = before.crash(random);
      log.close();
      RecordingHandler recovered = RecordingHandler.gapless();
      try (SoloCommandLog again = SoloCommandLog.open(after, SETTINGS, recovered)) {
        assertThat(recovered.commands()).as("seed %d", seed).isEqualTo(numbered(1, answered));
        assertThat(again.lastApplied()).isEqualTo(answered);
        assertThat(await(again.submit(bytes("next"))).index())
            .as("the index goes on")
            .isEqualTo(answered + 1);
      }
    }
  }

  @Test
  void manyThatWaitShareOneFlush() throws Exception {
    HeldHandler held = new HeldHandler();
    try (SoloCommandLog log = SoloCommandLog.open(disk, SoloSettings.in(DIRECTORY, null), held)) {
      CompletableFuture<Committed> first = log.submit(bytes("first"));
      List<CompletableFuture<Committed>> others = new ArrayList<>();
      waitUntil(() -> disk.forces() > 0 && log.waiting() == 1);
      for (int i = 0; i < 500; i++) others.add(log.submit(bytes("c" + i)));
      int before = disk.forces();
      held.release.countDown();
      await(first);
      for (CompletableFuture<Committed> other : others) await(other);
      assertThat(disk.forces() - before).as("flushes for 501 commands").isLessThanOrEqualTo(4);
    }
  }

  @Test
  void aSnapshotTakesThePlaceOfTheOldLogAndTheTailIsReplayedAfterIt() throws Exception {
    try (SoloCommandLog log = SoloCommandLog.open(disk, SETTINGS, handler)) {
      for (int i = 1; i <= 1000; i++) await(log.submit(bytes("c" + i)));
      waitUntil(() -> !logFiles().contains("00000000000000000001.log"));
      assertThat(handler.snapshotsTaken()).isGreaterThan(1);
    }
    RecordingHandler recovered = RecordingHandler.gapless();
    try (SoloCommandLog again = SoloCommandLog.open(disk, SETTINGS, recovered)) {
      assertThat(recovered.restoredIndex()).isPositive();
      assertThat(recovered.commands()).isEqualTo(numbered(1, 1000));
      assertThat(again.lastApplied()).isEqualTo(1000);
    }
  }

  @Test
  void theOlderSnapshotAndTheLogMakeUpForADamagedNewest() throws Exception {
    try (SoloCommandLog log = SoloCommandLog.open(disk, SETTINGS, handler)) {
      for (int i = 1; i <= 1000; i++) await(log.submit(bytes("c" + i)));
      waitUntil(() -> !logFiles().contains("00000000000000000001.log"));
    }
    List<String> snapshots = disk.list(DIRECTORY.resolve("snapshots"));
    assertThat(snapshots).hasSize(2);
    Path newest = DIRECTORY.resolve("snapshots").resolve(snapshots.get(1));
    byte[] contents = disk.contents(newest);
    contents[contents.length / 2] ^= 1;
    disk.put(newest, contents);
    RecordingHandler recovered = RecordingHandler.gapless();
    SoloCommandLog.open(disk, SETTINGS, recovered).close();
    assertThat(snapshots.get(0)).contains(String.valueOf(recovered.restoredIndex()));
    assertThat(recovered.commands()).isEqualTo(numbered(1, 1000));
  }

  @Test
  void writesGoOnWhileASnapshotCannotBeWritten() throws Exception {
    SlowSnapshots slow = new SlowSnapshots();
    try (SoloCommandLog log = SoloCommandLog.open(disk, SETTINGS, slow)) {
      for (int i = 1; i <= 500; i++) await(log.submit(bytes("c" + i)));
      assertThat(slow.begun.getCount()).isZero();
      assertThat(disk.list(DIRECTORY.resolve("snapshots")))
          .noneMatch(name -> name.endsWith(".snapshot"));
      slow.release.countDown();
      waitUntil(
          () ->
              disk.list(DIRECTORY.resolve("snapshots")).stream()
                  .anyMatch(name -> name.endsWith(".snapshot")));
    }
  }

  @Test
  void aFullDiskRefusesWritesUntilThereIsSpaceAndReadsGoOn() throws Exception {
    try (SoloCommandLog log = SoloCommandLog.open(disk, SETTINGS, handler)) {
      await(log.submit(bytes("c1")));
      disk.bytesFree(3_000);
      Throwable refusal = null;
      int answered = 1;
      while (refusal == null) {
        try {
          await(log.submit(bytes("c" + (answered + 1))));
          answered++;
        } catch (ExecutionException e) {
          refusal = e.getCause();
        }
      }
      assertThat(refusal)
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("No space left");
      assertThat(log.confirmedIndex().join()).isEqualTo(answered);
      assertThat(handler.commands()).isEqualTo(numbered(1, answered));
      disk.bytesFree(Long.MAX_VALUE);
      assertThat(await(log.submit(bytes("c" + (answered + 1)))).index()).isEqualTo(answered + 1);
      assertThat(log.failure()).isNull();
    }
  }

  @Test
  void afterAFailedFlushNothingIsTakenAndNothingOfItIsApplied() throws Exception {
    try (SoloCommandLog log = SoloCommandLog.open(disk, SETTINGS, handler)) {
      await(log.submit(bytes("c1")));
      disk.failForcesAfter(0);
      assertThatThrownBy(() -> log.submit(bytes("c2")).join())
          .hasCauseInstanceOf(LogUnavailableException.class);
      disk.failForcesAfter(Integer.MAX_VALUE);
      assertThatThrownBy(() -> log.submit(bytes("c3")).join())
          .hasCauseInstanceOf(LogUnavailableException.class);
      assertThat(log.failure()).contains("Input/output error").contains("restart");
      assertThat(log.confirmedIndex().join()).isEqualTo(1);
      assertThat(handler.commands()).containsExactly("c1");
    }
  }

  @Test
  void aSecondLogOnTheSameDirectoryIsRefusedUntilTheFirstIsClosed(@TempDir Path directory)
      throws Exception {
    SoloSettings settings = SoloSettings.in(directory.resolve("data"), null);
    SoloCommandLog log = SoloCommandLog.open(settings, handler);
    assertThatThrownBy(() -> SoloCommandLog.open(settings, RecordingHandler.gapless()))
        .isInstanceOf(DirectoryInUseException.class);
    await(log.submit(bytes("c1")));
    log.close();
    RecordingHandler recovered = RecordingHandler.gapless();
    SoloCommandLog.open(settings, recovered).close();
    assertThat(recovered.commands()).containsExactly("c1");
  }

  @Test
  void aLogWithoutItsSnapshotIsRefusedAndTheDirectoryIsFreeAgain() throws Exception {
    try (SoloCommandLog log = SoloCommandLog.open(disk, SETTINGS, handler)) {
      for (int i = 1; i <= 1000; i++) await(log.submit(bytes("c" + i)));
      waitUntil(() -> !logFiles().contains("00000000000000000001.log"));
    }
    for (String name : disk.list(DIRECTORY.resolve("snapshots")))
      disk.delete(DIRECTORY.resolve("snapshots").resolve(name));
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> SoloCommandLog.open(disk, SETTINGS, RecordingHandler.gapless()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("files are missing in /data");
    }
  }

  @Test
  void aServerThatHasLostItsLogIsNotANewOne(@TempDir Path directory) throws Exception {
    SoloSettings settings = SoloSettings.in(directory.resolve("data"), null);
    try (SoloCommandLog log = SoloCommandLog.open(settings, handler)) {
      await(log.submit(bytes("c1")));
    }
    Files.delete(directory.resolve("data/log/00000000000000000001.log"));
    assertThatThrownBy(() -> SoloCommandLog.open(settings, RecordingHandler.gapless()))
        .isInstanceOf(MissingFilesException.class)
        .hasMessageContaining("files are missing in " + directory.resolve("data"))
        .hasMessageContaining("there is no log");
  }

  @Test
  void damageInTheMiddleIsRefused() throws Exception {
    try (SoloCommandLog log =
        SoloCommandLog.open(disk, SoloSettings.in(DIRECTORY, null), handler)) {
      for (int i = 1; i <= 9; i++) await(log.submit(bytes("c" + i)));
    }
    Path file = DIRECTORY.resolve("log/00000000000000000001.log");
    byte[] contents = disk.contents(file);
    contents[100] ^= 1;
    disk.put(file, contents);
    assertThatThrownBy(() -> SoloCommandLog.open(disk, SETTINGS, RecordingHandler.gapless()))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aSnapshotAheadOfTheLogIsContinuedAfterIt() throws Exception {
    try (SoloCommandLog log = SoloCommandLog.open(disk, SETTINGS, handler)) {
      for (int i = 1; i <= 60; i++) await(log.submit(bytes("c" + i)));
    }
    for (String name : logFiles()) disk.delete(DIRECTORY.resolve("log").resolve(name));
    RecordingHandler recovered = RecordingHandler.gapless();
    long restored;
    try (SoloCommandLog again = SoloCommandLog.open(disk, SETTINGS, recovered)) {
      restored = recovered.restoredIndex();
      assertThat(restored).isBetween(50L, 60L);
      assertThat(await(again.submit(bytes("next"))).index()).isEqualTo(restored + 1);
    }
    RecordingHandler third = RecordingHandler.gapless();
    SoloCommandLog.open(disk, SETTINGS, third).close();
    assertThat(third.commands()).hasSize((int) restored + 1).endsWith("next");
  }

  private List<String> logFiles() {
    return disk.list(DIRECTORY.resolve("log"));
  }

  private static List<String> numbered(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "c" + i).toList();
  }

  private static void waitUntil(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) Thread.yield();
  }
}
