package org.lictor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lictor.command.Command;
import org.lictor.command.Outcome;
import org.lictor.model.KvEntry;
import org.lictor.model.LogIndexes;
import org.lictor.query.KvQuery;

class KvTableTest {
  private final TestStore store = new TestStore();

  @Test
  void aWriteThatChangesNothingKeepsTheModifyIndex() {
    store.set("a", "1");
    store.set("a", "1");
    assertThat(entry("a").indexes()).isEqualTo(LogIndexes.createdAt(1));
    assertThat(store.image().kv().index()).isEqualTo(1);
    store.set("a", "2");
    assertThat(entry("a").indexes()).isEqualTo(new LogIndexes(1, 3));
  }

  @Test
  void checkAndSetHoldsOnlyAtTheIndex() {
    assertThat(store.cas("a", "1", 0)).isEqualTo(Outcome.DONE);
    assertThat(store.cas("a", "2", 0)).isEqualTo(Outcome.NOT_DONE);
    assertThat(store.cas("a", "2", 7)).isEqualTo(Outcome.NOT_DONE);
    assertThat(store.cas("a", "2", 1)).isEqualTo(Outcome.DONE);
    assertThat(store.cas("missing", "2", 1)).isEqualTo(Outcome.NOT_DONE);
    assertThat(store.image().kv().entries()).containsOnlyKeys("a");
  }

  @Test
  void deletingAtAnIndexFollowsTheInterface() {
    store.set("a", "1");
    assertThat(delete("a", 0)).isEqualTo(Outcome.NOT_DONE);
    assertThat(delete("a", 9)).isEqualTo(Outcome.NOT_DONE);
    assertThat(delete("missing", 0)).isEqualTo(Outcome.DONE);
    assertThat(delete("missing", 9)).isEqualTo(Outcome.DONE);
    assertThat(delete("a", 1)).isEqualTo(Outcome.DONE);
    assertThat(store.image().kv().get("a")).isNull();
  }

  @Test
  void keysAreInByteOrder() {
    for (String key : List.of("b", "a/", "a", "ab", "\uFF5E", "\uD83D\uDE00", "a/b", "é", "Z")) {
      store.set(key, "x");
    }
    assertThat(store.image().kv().entries().keySet())
        .containsExactly("Z", "a", "a/", "a/b", "ab", "b", "é", "\uFF5E", "\uD83D\uDE00");
  }

  @Test
  void theIndexOfAPrefixDoesNotFallWhenItsNewestKeyGoes() {
    store.set("p/a", "1");
    store.set("p/b", "1");
    store.set("q", "1");
    store.delete("p/b");
    assertThat(store.image().kv().indexUnder("p/")).isEqualTo(4);
    assertThat(store.image().kv().indexUnder("q")).isEqualTo(3);
    store.deleteUnder("p/");
    assertThat(store.image().kv().indexUnder("p/")).isEqualTo(5);
  }

  @Test
  void tombstonesAreForgottenUpToTheirIndexOnly() {
    store.set("a", "1");
    store.set("b", "1");
    store.delete("a");
    store.delete("b");
    store.apply(new Command.TombstoneReap(3));
    assertThat(store.image().kv().tombstones()).containsOnlyKeys("b");
    assertThat(store.image().kv().index()).isEqualTo(4);
  }

  @Test
  void aKeyThatComesBackLosesItsTombstoneAndStartsAnew() {
    store.set("a", "1");
    store.delete("a");
    store.set("a", "2");
    assertThat(store.image().kv().tombstones()).isEmpty();
    assertThat(entry("a").indexes()).isEqualTo(LogIndexes.createdAt(3));
  }

  @Test
  void deletingAPrefixTakesStringsNotPaths() {
    store.set("foo", "1");
    store.set("foobar", "1");
    store.set("foo/x", "1");
    store.set("fo", "1");
    store.deleteUnder("foo");
    assertThat(store.image().kv().entries()).containsOnlyKeys("fo");
  }

  @Test
  void keyNamesAreCutAfterTheSeparatorAndNamedOnce() {
    for (String key : List.of("web/a/1", "web/a/2", "web/b", "web/c/1", "wez")) {
      store.set(key, "x");
    }
    assertThat(new KvQuery.Keys("web/", "/").ask(store.image()).value())
        .containsExactly("web/a/", "web/b", "web/c/");
    assertThat(new KvQuery.Keys("w", "").ask(store.image()).value()).hasSize(5);
    assertThat(new KvQuery.Keys("", "/").ask(store.image()).value()).containsExactly("web/", "wez");
  }

  private KvEntry entry(String key) {
    return store.image().kv().get(key);
  }

  private Outcome delete(String key, long index) {
    return store.apply(new Command.KvDelete(key, false, index));
  }
}
