package org.lictor.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lictor.command.Command;
import org.lictor.command.CommandCodec;
import org.lictor.command.Outcome;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.consensus.Leadership;
import org.lictor.consensus.NoLeaderException;
import org.lictor.state.TestStore;

class CoordinateWriterTest {
  private final List<Command.CoordinatesPut> written = new ArrayList<>();
  private boolean leaderless;
  private final CoordinateWriter writer =
      new CoordinateWriter(
          new CommandSubmitter(new Recording(), InstantSource.fixed(Instant.EPOCH)));

  @Test
  void manyAreWrittenWithOneCommandAndTheNewestOfEachCounts() {
    writer.put(TestStore.aPlace("n1", "", 1));
    writer.put(TestStore.aPlace("n2", "", 1));
    writer.put(TestStore.aPlace("N1", "", 2));
    writer.flush();
    assertThat(written).hasSize(1);
    assertThat(written.get(0).rows())
        .containsExactly(TestStore.aPlace("N1", "", 2), TestStore.aPlace("n2", "", 1));
  }

  @Test
  void nothingToldIsNothingWritten() {
    writer.flush();
    writer.put(TestStore.aPlace("n1", "", 1));
    writer.flush();
    writer.flush();
    assertThat(written).hasSize(1);
  }

  @Test
  void whatGoesBeyondTheBatchesOfOneFlushIsDropped() {
    int most = CoordinateWriter.BATCH * CoordinateWriter.MOST_BATCHES;
    for (int i = 0; i < most; i++) {
      assertThat(writer.put(TestStore.aPlace("n" + i, "", 1))).isCompletedWithValue(true);
    }
    assertThat(writer.put(TestStore.aPlace("late", "", 1))).isCompletedWithValue(false);
    assertThat(writer.put(TestStore.aPlace("n7", "", 2))).isCompletedWithValue(true);
    writer.flush();
    assertThat(written).hasSize(CoordinateWriter.MOST_BATCHES);
    assertThat(written).allMatch(command -> command.rows().size() == CoordinateWriter.BATCH);
    assertThat(writer.put(TestStore.aPlace("late", "", 1))).isCompletedWithValue(true);
  }

  @Test
  void withoutALeaderTheyAreLostAndTheNextOnesAreWritten() {
    leaderless = true;
    writer.put(TestStore.aPlace("n1", "", 1));
    writer.flush();
    leaderless = false;
    writer.put(TestStore.aPlace("n1", "", 2));
    writer.flush();
    assertThat(written).hasSize(1);
  }

  private final class Recording implements CommandLog {
    @Override
    public CompletableFuture<Committed> submit(byte[] command) {
      if (leaderless) {
        return CompletableFuture.failedFuture(new NoLeaderException());
      }
      written.add((Command.CoordinatesPut) CommandCodec.decode(command).command());
      return CompletableFuture.completedFuture(new Committed(written.size(), Outcome.DONE));
    }

    @Override
    public long lastApplied() {
      return written.size();
    }

    @Override
    public Leadership leadership() {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Long> confirmedIndex() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }
}
