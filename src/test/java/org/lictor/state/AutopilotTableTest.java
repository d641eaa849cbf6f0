package org.lictor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lictor.command.Command;
import org.lictor.command.Outcome;
import org.lictor.model.AutopilotConfig;
import org.lictor.model.GoDuration;
import org.lictor.model.LogIndexes;

class AutopilotTableTest {
  private final TestStore store = new TestStore();

  @Test
  void theDefaultsHoldUntilSomethingIsSet() {
    assertThat(config()).isEqualTo(AutopilotConfig.DEFAULT);
    set(7, null);
    assertThat(config().maxTrailingLogs()).isEqualTo(7);
    assertThat(config().indexes()).isEqualTo(LogIndexes.createdAt(1));
  }

  @Test
  void everyWriteRaisesTheModifyIndexAlone() {
    set(7, null);
    set(7, null);
    assertThat(config().indexes()).isEqualTo(new LogIndexes(1, 2));
  }

  @Test
  void aConditionMustHold() {
    assertThat(set(1, 5L)).isEqualTo(Outcome.NOT_DONE);
    assertThat(set(2, 0L)).isEqualTo(Outcome.DONE);
    assertThat(set(3, 0L)).isEqualTo(Outcome.NOT_DONE);
    assertThat(set(4, config().indexes().modify())).isEqualTo(Outcome.DONE);
    assertThat(config().maxTrailingLogs()).isEqualTo(4);
  }

  @Test
  void whoWatchesHearsOfAChange() {
    WatchSet watches = store.store.watch(List.of(Topic.AUTOPILOT));
    store.set("k", "v");
    assertThat(watches.fired()).isFalse();
    set(1, null);
    assertThat(watches.fired()).isTrue();
  }

  @Test
  void itSurvivesASnapshotAndOtherCommands() {
    set(7, null);
    store.set("k", "v");
    store.register("n1", "web");
    assertThat(config().maxTrailingLogs()).isEqualTo(7);
    assertThat(TestStore.imageOf(store.snapshot()).autopilot())
        .isEqualTo(store.image().autopilot());
    store.store.replace(TestStore.imageOf(store.snapshot()));
    assertThat(config().maxTrailingLogs()).isEqualTo(7);
  }

  private AutopilotConfig config() {
    return store.image().autopilot().config();
  }

  private Outcome set(long maxTrailingLogs, @Nullable Long onlyAtIndex) {
    return store.apply(
        new Command.AutopilotSet(
            new AutopilotConfig(
                false,
                GoDuration.ZERO,
                maxTrailingLogs,
                0,
                GoDuration.ZERO,
                "",
                false,
                "",
                LogIndexes.NONE),
            onlyAtIndex));
  }
}
