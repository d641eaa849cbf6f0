package org.lictor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lictor.command.CommandCodec;
import org.lictor.model.Member;
import org.lictor.model.Session;

/**
 * Replay gives the same state everywhere, with and without a snapshot in between; indexes never go
 * back.
 */
class ReplayTest {
  private static final int COMMANDS = 600;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theSameLogGivesTheSameBytesOnTwoStores(long seed) {
    TestStore first = filled(seed);
    StateStore second = new StateStore();
    replay(second, first.log, 0);
    assertThat(TestStore.bytesOf(second.image())).isEqualTo(first.snapshot());
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void aSnapshotAndTheTailAfterItEqualTheWholeLog(long seed) {
    TestStore whole = filled(seed);
    for (int cut : List.of(0, 1, 17, 300, COMMANDS - 1, COMMANDS)) {
      StateStore until = new StateStore();
      replay(until, whole.log.subList(0, cut), 0);
      StateStore after = new StateStore();
      after.replace(TestStore.imageOf(TestStore.bytesOf(until.image())));
      replay(after, whole.log.subList(cut, COMMANDS), cut);
      assertThat(TestStore.bytesOf(after.image())).as("cut at %d", cut).isEqualTo(whole.snapshot());
    }
  }

  @Test
  void anEmptyImageSurvivesASnapshot() {
    assertThat(TestStore.imageOf(TestStore.bytesOf(StateImage.EMPTY))).isEqualTo(StateImage.EMPTY);
  }

  @Test
  void aFullCatalogSurvivesASnapshot() {
    TestStore store = new TestStore();
    store.register("n1", "web", "web1", 80, "a");
    store.check("n1", "c", "passing", "web1");
    store.register("n2", "web");
    store.deregister("n2", "web", null);
    assertThat(TestStore.imageOf(store.snapshot())).isEqualTo(store.image());
  }

  @Test
  void fullKeysSurviveASnapshot() {
    TestStore store = new TestStore();
    store.set("a", "1");
    store.set("b", "");
    store.delete("a");
    assertThat(TestStore.imageOf(store.snapshot())).isEqualTo(store.image());
  }

  @Test
  void sessionsLocksAndDelaysSurviveASnapshot() {
    TestStore store = new TestStore();
    store.node("n1");
    store.node("N2");
    store.check("n1", "c", "passing");
    store.apply(new org.lictor.command.Command.SessionTerm());
    for (int i = 0; i < 5; i++) {
      store.session(
          TestStore.aSession(
              TestStore.anId(i),
              i % 2 == 0 ? "n1" : "n2",
              15_000,
              i == 4 ? Session.Behaviour.DELETE : Session.Behaviour.RELEASE,
              i == 0 ? new String[] {"c"} : new String[0]));
      store.lock("k" + i, "v", TestStore.anId(i));
      store.lock("l" + i, "v", TestStore.anId(i));
    }
    store.destroy(TestStore.anId(3));
    store.destroy(TestStore.anId(4));
    assertThat(store.image().sessions().delays().untilMillis()).hasSize(4);
    assertThat(TestStore.imageOf(store.snapshot())).isEqualTo(store.image());
  }

  @Test
  void allMembersSurviveASnapshot() {
    TestStore store = new TestStore();
    for (Member.Status status : Member.Status.values()) {
      store.member("n" + status.number(), status, "i" + status.number());
    }
    store.member("N5", Member.Status.LEFT, "");
    store.member("n6", Member.Status.ALIVE, "i6");
    store.forget("n6");
    assertThat(TestStore.imageOf(store.snapshot())).isEqualTo(store.image());
    assertThat(store.image().members().rows()).containsOnlyKeys("n1", "n2", "n3", "n4", "n5");
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void noIndexThatAReaderWaitsOnEverGoesBack(long seed) {
    TestStore store = new TestStore();
    RandomCommands commands = new RandomCommands(seed);
    long[] before = readerIndexes(store.image());
    for (int i = 0; i < COMMANDS; i++) {
      var command = commands.next();
      if (command instanceof org.lictor.command.Command.TombstoneReap) {
        continue; // after which the index of a prefix may fall, as the interface allows
      }
      store.apply(command);
      long[] now = readerIndexes(store.image());
      for (int k = 0; k < now.length; k++) {
        assertThat(now[k])
            .as("index %d after %s at %d", k, command, i)
            .isGreaterThanOrEqualTo(before[k]);
      }
      before = now;
    }
  }

  private static long[] readerIndexes(StateImage image) {
    CatalogTable catalog = image.catalog();
    return new long[] {
      image.index(),
      catalog.nodesIndex(),
      catalog.servicesIndex(),
      catalog.checksIndex(),
      catalog.indexOfService("web"),
      catalog.indexOfService("db"),
      image.kv().index(),
      image.kv().indexUnder("a"),
      image.kv().indexUnder(""),
      image.members().index(),
      image.configEntries().index(),
      image.coordinates().index(),
      image.sessions().index()
    };
  }

  static TestStore filled(long seed) {
    TestStore store = new TestStore();
    RandomCommands commands = new RandomCommands(seed);
    for (int i = 0; i < COMMANDS; i++) {
      store.apply(commands.next());
    }
    return store;
  }

  private static void replay(StateStore store, List<byte[]> log, long from) {
    long index = from;
    for (byte[] command : log) {
      store.apply(++index, CommandCodec.decode(command));
    }
  }
}
