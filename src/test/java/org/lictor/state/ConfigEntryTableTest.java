package org.lictor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lictor.command.Command;
import org.lictor.command.Outcome;
import org.lictor.model.ConfigEntry;
import org.lictor.model.LogIndexes;

class ConfigEntryTableTest {
  private final TestStore store = new TestStore();

  @Test
  void anEntryIsFoundInAnyLetterCaseOfItsName() {
    set("service-defaults", "Web", "{1}", null);
    assertThat(table().get("service-defaults", "wEB"))
        .isEqualTo(new ConfigEntry("service-defaults", "Web", "{1}", LogIndexes.createdAt(1)));
    assertThat(table().get("proxy-defaults", "web")).isNull();
  }

  @Test
  void theSameAgainKeepsTheModifyIndexAndAnotherContentRaisesIt() {
    set("service-defaults", "web", "{1}", null);
    set("service-defaults", "web", "{1}", null);
    assertThat(table().index()).isEqualTo(1);
    set("service-defaults", "web", "{2}", null);
    assertThat(table().of("service-defaults").get(0).indexes()).isEqualTo(new LogIndexes(1, 3));
  }

  @Test
  void aConditionMustHold() {
    assertThat(set("service-defaults", "web", "{1}", 5L)).isEqualTo(Outcome.NOT_DONE);
    assertThat(set("service-defaults", "web", "{1}", 0L)).isEqualTo(Outcome.DONE);
    assertThat(set("service-defaults", "web", "{2}", 0L)).isEqualTo(Outcome.NOT_DONE);
    assertThat(set("service-defaults", "web", "{2}", 2L)).isEqualTo(Outcome.DONE);
    assertThat(delete("web", 2L)).isEqualTo(Outcome.NOT_DONE);
    assertThat(delete("web", 4L)).isEqualTo(Outcome.DONE);
    assertThat(delete("web", 0L)).isEqualTo(Outcome.NOT_DONE);
    assertThat(delete("web", null)).isEqualTo(Outcome.DONE);
  }

  @Test
  void theIndexDoesNotFallWhenAnEntryGoes() {
    set("service-defaults", "web", "{1}", null);
    delete("web", null);
    assertThat(table().entries()).isEmpty();
    assertThat(table().index()).isEqualTo(2);
    delete("web", null);
    assertThat(table().index()).isEqualTo(2);
  }

  @Test
  void entriesAreListedByKindAndName() {
    set("service-defaults", "b", "{1}", null);
    set("service-defaults", "A", "{1}", null);
    set("proxy-defaults", "global", "{1}", null);
    assertThat(table().of("service-defaults"))
        .extracting(ConfigEntry::name)
        .containsExactly("A", "b");
    assertThat(table().of("")).extracting(ConfigEntry::name).containsExactly("global", "A", "b");
  }

  @Test
  void whoWatchesHearsOfAChangeToTheOneOrToAny() {
    WatchSet one = store.store.watch(List.of(Topic.configEntry("service-defaults", "web")));
    WatchSet any = store.store.watch(List.of(Topic.CONFIG_ENTRIES));
    store.set("k", "v");
    assertThat(any.fired()).isFalse();
    set("service-defaults", "other", "{1}", null);
    assertThat(any.fired()).isTrue();
    assertThat(one.fired()).isFalse();
    set("service-defaults", "WEB", "{1}", null);
    assertThat(one.fired()).isTrue();
  }

  @Test
  void allSurviveASnapshot() {
    set("service-defaults", "web", "{1}", null);
    set("proxy-defaults", "global", "{2}", null);
    delete("web", null);
    assertThat(TestStore.imageOf(store.snapshot()).configEntries()).isEqualTo(table());
    assertThat(table().entries()).hasSize(1);
  }

  private ConfigEntryTable table() {
    return store.image().configEntries();
  }

  private Outcome set(String kind, String name, String content, @Nullable Long onlyAtIndex) {
    return store.apply(
        new Command.ConfigEntrySet(
            new ConfigEntry(kind, name, content, LogIndexes.NONE), onlyAtIndex));
  }

  private Outcome delete(String name, @Nullable Long onlyAtIndex) {
    return store.apply(new Command.ConfigEntryDelete("service-defaults", name, onlyAtIndex));
  }
}
