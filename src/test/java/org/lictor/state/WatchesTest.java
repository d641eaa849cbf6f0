package org.lictor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lictor.model.HealthCheck;

class WatchesTest {
  private final TestStore store = new TestStore();

  @Test
  void aWatchOfOneServiceSleepsThroughChangesOfAnother() {
    store.register("n1", "web");
    store.register("n2", "db");
    assertSleeps(Topic.service("web"), () -> store.register("n2", "db", "db2", 1));
    assertFires(Topic.service("WEB"), () -> store.register("n2", "web"));
  }

  @Test
  void aWatchOfAServiceFiresWithTheChecksOfItsNodes() {
    store.register("n1", "web");
    assertFires(Topic.service("web"), () -> store.check("n1", "own", HealthCheck.CRITICAL));
    assertFires(Topic.service("web"), () -> store.check("n1", "c", HealthCheck.PASSING, "web"));
    assertFires(Topic.service("web"), () -> store.deregister("n1", null, "c"));
    assertFires(Topic.service("web"), () -> store.deregister("n1", null, null));
  }

  @Test
  void anUnchangedRegistrationWakesNobody() {
    store.register("n1", "web");
    assertSleeps(Topic.service("web"), () -> store.register("n1", "web"));
    assertSleeps(Topic.SERVICES, () -> store.register("n1", "web"));
    assertSleeps(Topic.NODES, () -> store.node("n1"));
  }

  @Test
  void aKeyWakesItsOwnWatchersAndThoseOfEveryPrefix() {
    for (String prefix : List.of("", "a", "a/", "a/b")) {
      assertFires(
          Topic.keyPrefix(prefix), () -> store.set("a/b", Long.toString(System.nanoTime())));
    }
    assertSleeps(Topic.keyPrefix("a/b/"), () -> store.set("a/b", Long.toString(System.nanoTime())));
    assertSleeps(Topic.key("a"), () -> store.set("a/b", Long.toString(System.nanoTime())));
    assertFires(Topic.key("a/b"), () -> store.delete("a/b"));
    store.set("a/b", "x");
    assertFires(Topic.keyPrefix("a/"), () -> store.deleteUnder("a"));
  }

  @Test
  void aWatcherWakesWhenTheStoreIsReplacedByASnapshot() {
    assertFires(Topic.key("never-there"), () -> store.store.replace(StateImage.EMPTY));
  }

  @Test
  void whoSleepsOnAFiredWatchIsWokenAtOnce() {
    WatchSet watches = store.store.watch(List.of(Topic.key("k")));
    store.set("k", "1");
    AtomicInteger woken = new AtomicInteger();
    watches.onFire(woken::incrementAndGet);
    assertThat(woken).hasValue(1);
  }

  @Test
  void whoForgotIsNotWoken() {
    WatchSet watches = store.store.watch(List.of(Topic.key("k")));
    AtomicInteger woken = new AtomicInteger();
    Runnable sleeper = woken::incrementAndGet;
    watches.onFire(sleeper);
    watches.forget(sleeper);
    store.set("k", "1");
    assertThat(woken).hasValue(0);
  }

  @Test
  void idleWatchesBeyondTheBoundAreFiredAndSleepersKept() {
    WatchSet slept = store.store.watch(List.of(Topic.key("slept")));
    AtomicInteger woken = new AtomicInteger();
    slept.onFire(woken::incrementAndGet);
    WatchSet idle = store.store.watch(List.of(Topic.key("idle")));
    for (int i = 0; i <= Watches.MOST_WATCHES; i++) {
      store.store.watch(List.of(Topic.key("k" + i)));
    }
    assertThat(idle.fired()).isTrue();
    assertThat(slept.fired()).isFalse();
    store.set("slept", "1");
    assertThat(woken).hasValue(1);
  }

  private void assertFires(Topic topic, Runnable change) {
    WatchSet watches = store.store.watch(List.of(topic));
    change.run();
    assertThat(watches.fired()).as("%s", topic).isTrue();
  }

  private void assertSleeps(Topic topic, Runnable change) {
    WatchSet watches = store.store.watch(List.of(topic));
    change.run();
    assertThat(watches.fired()).as("%s", topic).isFalse();
  }
}
