package org.lictor.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.archive.ArchiveMeta;
import org.lictor.archive.ArchiveReader;
import org.lictor.command.Outcome;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.consensus.Leadership;
import org.lictor.consensus.LogBusyException;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.OutcomeUnknownException;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.registrar.RefusedByStateException;
import org.lictor.replica.Replica;
import org.lictor.state.StateImage;
import org.lictor.state.TestStore;

class BackupTest {
  @TempDir private Path directory;
  private final Applying source = new Applying();
  private final Applying target = new Applying();

  @Test
  void whatIsSavedOnOneClusterIsRestoredOnAnother() throws Exception {
    fill(source, 3_000);
    target.write("old", "1");
    ArchiveMeta meta = carry(save(false));
    assertThat(meta.index()).isEqualTo(source.image().index());
    assertThat(target.image().kv()).isEqualTo(source.image().kv());
    assertThat(target.submitted).as("several parts").isGreaterThan(3);
    assertThat(directory.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void aSaveSeesOneMomentWhateverIsWrittenMeanwhile() throws Exception {
    fill(source, 100);
    long before = source.image().index();
    source.onConfirm = () -> source.write("late", "1");
    SavedArchive saved = save(false);
    source.write("later", "1");
    assertThat(saved.index()).isEqualTo(before + 1);
    carry(saved);
    assertThat(target.image().kv().get("late")).isNotNull();
    assertThat(target.image().kv().get("later")).isNull();
  }

  @Test
  void withoutALeaderOnlyAStaleSaveIsMade() throws Exception {
    source.failure = new NoLeaderException();
    assertThat(problem(saver().save(false))).isInstanceOf(NoLeaderException.class);
    source.failure = null;
    fill(source, 10);
    source.leaderless = true;
    SavedArchive saved = save(true);
    assertThat(saved.knownLeader()).isFalse();
    saved.delete();
  }

  @Test
  void aRestoreGoesOnWhenTheLeaderIsLostInBetween() throws Exception {
    fill(source, 3_000);
    target.failures.addAll(
        List.of(
            new OutcomeUnknownException("lost", new IOException("x")),
            new NoLeaderException(),
            new LogBusyException("busy")));
    target.appliesWhatItDoesNotAnswer = true;
    carry(save(false));
    assertThat(target.image().kv()).isEqualTo(source.image().kv());
  }

  @Test
  void aStateThatIsNoneIsRefusedAndNothingIsChanged() throws Exception {
    target.write("a", "1");
    Path state = directory.resolve("state");
    Files.write(state, new byte[] {0, 0, 0, 2, 77, 0});
    assertThat(problem(restorer().restore(state)))
        .isInstanceOf(RefusedByStateException.class)
        .hasMessage("the snapshot cannot be read: the header is not where it belongs");
    Files.write(state, new byte[] {0, 0, 0, 20, 1});
    assertThat(problem(restorer().restore(state)))
        .isInstanceOf(RestoreException.class)
        .hasMessage("the snapshot cannot be read: it is cut short");
    Files.write(state, new byte[] {(byte) 0x81, (byte) 0xa9, 'L', 'a', 's', 't'});
    assertThat(problem(restorer().restore(state)))
        .hasMessageStartingWith("the state in the snapshot was not written by Lictor");
    assertThat(target.image().kv().entries()).containsOnlyKeys("a");
    assertThat(target.image().restoration().staged()).isNull();
  }

  @Test
  void whatAnEarlierProcessLeftIsRemoved() throws Exception {
    Path left = Scratch.in(directory.resolve("scratch")).file("x");
    Scratch.in(directory.resolve("scratch"));
    assertThat(left).doesNotExist();
  }

  private SavedArchive save(boolean stale) throws Exception {
    return saver().save(stale).get(20, TimeUnit.SECONDS);
  }

  private Saver saver() throws IOException {
    return new Saver(
        source.replica.store(),
        source,
        Scratch.in(directory.resolve("scratch")),
        Runnable::run,
        InstantSource.fixed(Instant.EPOCH.plus(Duration.ofDays(20_000))));
  }

  private Restorer restorer() {
    return new Restorer(
        new CommandSubmitter(target, InstantSource.system()), Runnable::run, () -> "id");
  }

  private ArchiveMeta carry(SavedArchive saved) throws Exception {
    Path state = directory.resolve("state");
    ArchiveMeta meta;
    try (InputStream in = Files.newInputStream(saved.file());
        OutputStream out = Files.newOutputStream(state)) {
      meta = ArchiveReader.unpack(in, out);
    }
    assertThat(Files.size(state)).isEqualTo(meta.size());
    saved.delete();
    restorer().restore(state).get(60, TimeUnit.SECONDS);
    return meta;
  }

  private static Throwable problem(CompletableFuture<?> future) throws InterruptedException {
    try {
      return new AssertionError("completed with " + future.get());
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  private static void fill(Applying log, int keys) {
    for (int i = 0; i < keys; i++) {
      log.write("key/" + i, "value ".repeat(60) + i);
    }
  }

  /** A log that applies what it is given at once. */
  private static final class Applying implements CommandLog, Leadership {
    final Replica replica = new Replica();
    final List<RuntimeException> failures = new ArrayList<>();
    boolean appliesWhatItDoesNotAnswer;
    boolean leaderless;
    @Nullable RuntimeException failure;
    Runnable onConfirm = () -> {};
    int submitted;
    private long index;

    StateImage image() {
      return replica.store().image();
    }

    void write(String key, String value) {
      TestStore words = new TestStore();
      words.set(key, value);
      submit(words.log.get(0));
    }

    @Override
    public CompletableFuture<Committed> submit(byte[] command) {
      RuntimeException next = failures.isEmpty() || submitted < 2 ? null : failures.remove(0);
      submitted++;
      if (next != null
          && !(next instanceof OutcomeUnknownException && appliesWhatItDoesNotAnswer)) {
        return CompletableFuture.failedFuture(next);
      }
      Outcome outcome = replica.committed(++index, command);
      return next == null
          ? CompletableFuture.completedFuture(new Committed(index, outcome))
          : CompletableFuture.failedFuture(next);
    }

    @Override
    public long lastApplied() {
      return index;
    }

    @Override
    public Leadership leadership() {
      return this;
    }

    @Override
    public CompletableFuture<Long> confirmedIndex() {
      if (failure != null) {
        return CompletableFuture.failedFuture(failure);
      }
      onConfirm.run();
      return CompletableFuture.completedFuture(index);
    }

    @Override
    public boolean isLeader() {
      return !leaderless;
    }

    @Override
    public @Nullable String leaderAddress() {
      return leaderless ? null : "here";
    }

    @Override
    public long lastContactMillis() {
      return 0;
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }
}
