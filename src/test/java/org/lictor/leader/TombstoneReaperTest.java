package org.lictor.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lictor.command.CommandCodec;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.consensus.Leadership;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.state.TestStore;

class TombstoneReaperTest {
  private final TestStore store = new TestStore();
  private Instant now = Instant.EPOCH;
  private final TombstoneReaper reaper =
      new TombstoneReaper(
          store.store, new CommandSubmitter(new ApplyingLog(), () -> now), () -> now);

  @Test
  void marksAreForgottenWhenTheyAreOldAndNotBefore() {
    store.set("a", "1");
    store.set("b", "1");
    store.delete("a");
    reaper.run();
    store.delete("b");
    now = now.plus(TombstoneReaper.KEPT).minusSeconds(1);
    reaper.run();
    assertThat(store.image().kv().tombstones()).containsOnlyKeys("a", "b");
    now = now.plusSeconds(2);
    reaper.run();
    assertThat(store.image().kv().tombstones()).containsOnlyKeys("b");
  }

  @Test
  void nothingIsSubmittedWhenThereIsNothingToForget() {
    store.set("a", "1");
    for (int i = 0; i < 100; i++) {
      reaper.run();
      now = now.plus(TombstoneReaper.PERIOD);
    }
    assertThat(store.image().index()).isEqualTo(1);
  }

  /** Applies at once. */
  private final class ApplyingLog implements CommandLog {
    @Override
    public CompletableFuture<Committed> submit(byte[] command) {
      var outcome = store.apply(CommandCodec.decode(command).command());
      return CompletableFuture.completedFuture(new Committed(store.image().index(), outcome));
    }

    @Override
    public long lastApplied() {
      return store.image().index();
    }

    @Override
    public Leadership leadership() {
      throw new UnsupportedOperationException("not asked here");
    }

    @Override
    public CompletableFuture<Long> confirmedIndex() {
      return CompletableFuture.completedFuture(lastApplied());
    }

    @Override
    public void close() {}
  }
}
