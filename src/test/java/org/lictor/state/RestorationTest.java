package org.lictor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lictor.command.Command;
import org.lictor.command.CommandCodec;
import org.lictor.command.DecidedCommand;
import org.lictor.command.Outcome;
import org.lictor.model.Member;
import org.lictor.model.Octets;
import org.lictor.replica.Replica;

/** A state that takes another's place by command. */
class RestorationTest {
  private final TestStore store = new TestStore();

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34})
  void whatIsRestoredEqualsWhatWasSavedWhateverPartsItComesIn(long seed) {
    StateImage saved = ReplayTest.filled(seed).image();
    for (int records : new int[] {1, 7, 100_000}) {
      TestStore other = new TestStore();
      other.set("old", "1");
      other.register("old", "web");
      assertThat(other.restore("r", saved, records)).isEqualTo(Outcome.DONE);
      StateImage now = other.image();
      assertThat(TestStore.bytesOf(now.saved().at(saved.index(), saved.members())))
          .isEqualTo(TestStore.bytesOf(saved.saved()));
    }
  }

  @Test
  void whatIsStagedIsSeenByNobody() {
    store.set("a", "1");
    StateImage before = store.image();
    WatchSet watch = store.store.watch(List.of(Topic.key("a"), Topic.keyPrefix(""), Topic.NODES));
    store.stage("r", another(), 1);
    assertThat(store.image().kv()).isSameAs(before.kv());
    assertThat(store.image().catalog()).isSameAs(before.catalog());
    assertThat(watch.fired()).isFalse();
  }

  @Test
  void theSwitchWakesEveryWatcherAtOnce() {
    store.set("a", "1");
    List<WatchSet> watches =
        List.of(
            store.store.watch(List.of(Topic.key("a"))),
            store.store.watch(List.of(Topic.service("nobody"))),
            store.store.watch(List.of(Topic.COORDINATES)));
    long restores = store.image().restores();
    store.restore("r", another(), 3);
    assertThat(watches).allMatch(WatchSet::fired);
    assertThat(store.image().restores()).isGreaterThan(restores);
    assertThat(store.image().kv().entries()).containsOnlyKeys("b");
  }

  @Test
  void indexesGoOnFromTheHigherOfTheTwo() {
    StateImage old = another();
    for (int i = 0; i < 50; i++) {
      store.set("k", "" + i);
    }
    long before = store.image().index();
    store.restore("r", old, 100);
    assertThat(store.image().index()).isGreaterThan(before);
    assertThat(store.image().restoration().floor()).isEqualTo(store.image().index());

    TestStore fresh = new TestStore();
    fresh.restore("r", ReplayTest.filled(5).image(), 100);
    assertThat(fresh.image().index()).isEqualTo(601);
    fresh.set("next", "1");
    assertThat(fresh.image().kv().get("next").indexes().create()).isEqualTo(602);
  }

  @Test
  void aReplicaCountsOnWhileItsLogDoesNotKnowOfHigherIndexes() throws Exception {
    TestStore source = new TestStore();
    int parts = source.stage("r", ReplayTest.filled(5).image(), 100);
    source.apply(new Command.RestoreCommit("r", parts));
    source.set("new1", "1");
    Replica replica = new Replica();
    long index = 0;
    for (byte[] command : source.log) {
      replica.committed(++index, command);
    }
    assertThat(replica.takeSnapshot().index()).isEqualTo(index);
    assertThat(replica.store().image().kv().get("new1").indexes().create()).isEqualTo(602);
    Replica other = new Replica();
    other.restore(index, new ByteArrayInputStream(TestStore.bytesOf(replica.store().image())));
    other.committed(
        index + 1,
        CommandCodec.encode(
            new DecidedCommand(Instant.EPOCH, new Command.KvSet("new2", Octets.EMPTY, 0, null))));
    assertThat(other.store().image().kv().get("new2").indexes().create()).isEqualTo(603);
  }

  @Test
  void theRecordsOfMembersStayForTheyAreOfNow() {
    TestStore old = new TestStore();
    old.member("gone", Member.Status.ALIVE, "i");
    store.member("here", Member.Status.ALIVE, "j");
    store.restore("r", old.image(), 10);
    assertThat(store.image().members().rows()).containsOnlyKeys("here");
  }

  @Test
  void repeatsChangeNothing() {
    List<byte[]> parts = TestStore.parts(TestStore.bytesOf(another()), 2);
    for (int i = 0; i < parts.size(); i++) {
      for (int times = 0; times < 2; times++) {
        assertThat(stage("r", i, parts.get(i))).isEqualTo(Outcome.DONE);
      }
    }
    Command commit = new Command.RestoreCommit("r", parts.size());
    assertThat(store.apply(commit)).isEqualTo(Outcome.DONE);
    store.set("later", "1");
    assertThat(store.apply(commit)).isEqualTo(Outcome.DONE);
    assertThat(store.image().kv().entries()).containsOnlyKeys("b", "later");
    assertThat(store.image().restoration().staged()).isNull();
  }

  @Test
  void anotherRestoreTakesThePlaceOfOneThatIsNotFinished() {
    List<byte[]> parts = TestStore.parts(TestStore.bytesOf(another()), 2);
    stage("r1", 0, parts.get(0));
    stage("r2", 0, parts.get(0));
    assertThat(stage("r1", 1, parts.get(1)))
        .isEqualTo(new Outcome.Refused("another restore has taken the place of this one"));
    assertThat(store.apply(new Command.RestoreCommit("r1", parts.size())))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(stage("r2", 1, parts.get(1))).isEqualTo(Outcome.DONE);
  }

  @Test
  void whatDoesNotFollowOrIsNotWholeIsRefusedAndChangesNothing() {
    store.set("a", "1");
    List<byte[]> parts = TestStore.parts(TestStore.bytesOf(another()), 1);
    assertThat(stage("r", 1, parts.get(1))).isInstanceOf(Outcome.Refused.class);
    stage("r", 0, parts.get(0));
    assertThat(stage("r", 2, parts.get(2))).isInstanceOf(Outcome.Refused.class);
    assertThat(store.apply(new Command.RestoreCommit("r", 1)))
        .isEqualTo(new Outcome.Refused("the snapshot has not come whole"));
    for (int i = 1; i < parts.size(); i++) {
      stage("r", i, parts.get(i));
    }
    assertThat(stage("r", parts.size(), parts.get(1))).isInstanceOf(Outcome.Refused.class);
    assertThat(store.apply(new Command.RestoreCommit("r", parts.size() + 1)))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(store.image().kv().entries()).containsOnlyKeys("a");
  }

  @Test
  void aDamagedPartIsRefusedAndTheRightOneIsTakenAfterIt() {
    byte[] state = TestStore.bytesOf(another());
    byte[] part = TestStore.parts(state, 100).get(0);
    for (int at = 0; at < part.length; at++) {
      byte[] damaged = part.clone();
      damaged[at] ^= 0x55;
      Outcome outcome = stage("r" + at, 0, damaged);
      if (at >= 10 && at < part.length - 8) { // beyond what gzip itself overlooks
        assertThat(outcome).as("byte %d", at).isInstanceOf(Outcome.Refused.class);
      }
    }
    byte[] unknown = state.clone();
    unknown[4 + unknown[3] + 4] = 120;
    assertThat(stage("u", 0, TestStore.parts(unknown, 100).get(0)))
        .isEqualTo(
            new Outcome.Refused(
                "the snapshot cannot be read: unknown record 120; is this data of a newer release?"));
    assertThat(stage("r", 0, part)).isEqualTo(Outcome.DONE);
    assertThat(store.apply(new Command.RestoreCommit("r", 1))).isEqualTo(Outcome.DONE);
  }

  @Test
  void whatIsStagedIsForgottenWhenItIsDropped() {
    store.stage("r", another(), 1);
    store.apply(new Command.RestoreDrop("other"));
    assertThat(store.image().restoration().staged()).isNotNull();
    store.apply(new Command.RestoreDrop("r"));
    assertThat(store.image().restoration()).isEqualTo(Restoration.NONE);
  }

  @Test
  void aHalfBroughtStateSurvivesASnapshotAndIsFinishedAfterIt() {
    StateImage saved = ReplayTest.filled(9).image();
    byte[] state = TestStore.bytesOf(saved.saved());
    List<byte[]> parts = TestStore.parts(state, 5);
    TestStore whole = new TestStore();
    whole.set("x", "1");
    for (int i = 0; i < parts.size(); i++) {
      StateImage now = whole.image();
      StateImage again = TestStore.imageOf(TestStore.bytesOf(now));
      assertThat(TestStore.bytesOf(again)).isEqualTo(TestStore.bytesOf(now));
      whole.store.replace(again);
      whole.apply(new Command.RestoreStage("r", i, Octets.owning(parts.get(i))));
    }
    assertThat(whole.apply(new Command.RestoreCommit("r", parts.size()))).isEqualTo(Outcome.DONE);
    StateImage now = whole.image();
    assertThat(TestStore.bytesOf(now.saved().at(saved.index(), saved.members()))).isEqualTo(state);
    assertThat(TestStore.bytesOf(TestStore.imageOf(TestStore.bytesOf(now))))
        .isEqualTo(TestStore.bytesOf(now));
  }

  private Outcome stage(String id, int part, byte[] rows) {
    return store.apply(new Command.RestoreStage(id, part, Octets.owning(rows)));
  }

  private static StateImage another() {
    TestStore other = new TestStore();
    other.register("n", "web");
    other.set("b", "2");
    return other.image();
  }
}
