package org.lictor.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.state.TestStore;

class TombstoneReaperTest {
  private final TestStore store = new TestStore();
  private Instant now = Instant.EPOCH;
  private final TombstoneReaper reaper =
      new TombstoneReaper(
          store.store, new CommandSubmitter(new ApplyingLog(store.store), () -> now), () -> now);

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
}
