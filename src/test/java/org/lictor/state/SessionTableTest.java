package org.lictor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lictor.state.TestStore.aSession;
import static org.lictor.state.TestStore.anId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lictor.command.Command;
import org.lictor.command.Outcome;
import org.lictor.model.GoDuration;
import org.lictor.model.KvEntry;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.Octets;
import org.lictor.model.Session;
import org.lictor.model.Session.Behaviour;
import org.lictor.model.SessionId;

class SessionTableTest {
  private static final SessionId ONE = anId(1);
  private static final SessionId TWO = anId(2);
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final TestStore store = new TestStore();

  @BeforeEach
  void aNode() {
    store.node("n1");
  }

  // ---- beginning and ending

  @Test
  void aSessionNeedsItsNodeAndItsChecks() {
    assertRefused(begin(ONE, "n2"), "Missing node registration");
    assertRefused(begin(ONE, "n1", "c"), "Missing check 'c' registration");
    assertRefused(begin(ONE, "n1", ""), "Missing check '' registration");
    store.check("n1", "c", "critical");
    assertRefused(begin(ONE, "n1", "c"), "Check 'c' is in critical state");
    assertThat(store.image().sessions()).isEqualTo(SessionTable.EMPTY);
    store.check("n1", "c", "warning");
    assertThat(begin(ONE, "N1", "C")).isEqualTo(Outcome.DONE);
    assertThat(session(ONE).indexes()).isEqualTo(LogIndexes.createdAt(store.image().index()));
  }

  @Test
  void sessionsAreListedByIdAndByNode() {
    store.node("n2");
    begin(anId(3), "n1");
    begin(TWO, "n2");
    begin(ONE, "N1");
    assertThat(store.image().sessions().byId().keySet())
        .containsExactly(ONE.value(), TWO.value(), anId(3).value());
    assertThat(store.image().sessions().of(new NodeName("n1")))
        .extracting(Session::id)
        .containsExactly(ONE, anId(3));
    store.destroy(ONE);
    store.destroy(anId(3));
    assertThat(store.image().sessions().byNode()).containsOnlyKeys("n2");
  }

  @Test
  void whatASessionDependsOnEndsIt() {
    store.register("n1", "web", "web1", 80);
    assertEndsWith(() -> store.check("n1", "c", "critical"));
    assertEndsWith(() -> store.check("n1", "C", "critical", "web1"));
    assertEndsWith(() -> store.deregister("n1", null, "c"));
    assertEndsWith(() -> store.deregister("n1", null, null));
  }

  @Test
  void aServiceThatGoesTakesItsChecksAndTheirSessionsWithIt() {
    store.register("n1", "web", "web1", 80);
    store.check("n1", "c", "passing", "web1");
    begin(ONE, "n1", "c");
    begin(TWO, "n1");
    store.deregister("n1", "web1", null);
    assertThat(store.image().sessions().byId()).containsOnlyKeys(TWO.value());
  }

  private void assertEndsWith(Runnable event) {
    store.node("n1");
    store.register("n1", "web", "web1", 80);
    store.check("n1", "c", "passing");
    store.check("n1", "other", "passing");
    begin(ONE, "n1", "c");
    begin(TWO, "n1");
    store.check("n1", "c", "warning");
    store.check("n1", "other", "critical");
    store.deregister("n1", null, "other");
    assertThat(store.image().sessions().get(ONE)).isNotNull();
    event.run();
    assertThat(store.image().sessions().get(ONE)).isNull();
    store.destroy(TWO);
  }

  @Test
  void aServiceCheckEndsItsSessionToo() {
    store.register("n1", "web", "web1", 80);
    store.check("n1", "service:web1", "passing", "web1");
    store.session(
        new Session(
            ONE,
            "",
            new NodeName("n1"),
            GoDuration.ZERO,
            Behaviour.RELEASE,
            "",
            List.of(),
            List.of(new Session.ServiceCheck("service:web1", "")),
            null,
            LogIndexes.NONE));
    assertThat(store.image().sessions().get(ONE)).isNotNull();
    store.check("n1", "service:web1", "critical", "web1");
    assertThat(store.image().sessions().get(ONE)).isNull();
  }

  @Test
  void aNodeThatIsRenamedTakesItsSessionsWithIt() {
    String id = "aaaabbbb-0000-0000-0000-00000000000f";
    store.apply(register(new Node(new NodeName("old"), id, "1", null, null, LogIndexes.NONE)));
    begin(ONE, "old");
    store.apply(register(new Node(new NodeName("new"), id, "1", null, null, LogIndexes.NONE)));
    assertThat(store.image().sessions().byId()).isEmpty();
  }

  @Test
  void onlyTheLeaderOfTheLatestTermEndsWhatIsNotRenewed() {
    begin(ONE, "n1");
    store.apply(new Command.SessionTerm());
    long earlier = store.image().sessions().term();
    store.apply(new Command.SessionTerm());
    assertThat(store.apply(new Command.SessionDestroy(ONE, earlier))).isEqualTo(Outcome.NOT_DONE);
    assertThat(store.apply(new Command.SessionDestroy(ONE, 0L))).isEqualTo(Outcome.NOT_DONE);
    assertThat(session(ONE)).isNotNull();
    long latest = store.image().sessions().term();
    assertThat(store.apply(new Command.SessionDestroy(ONE, latest))).isEqualTo(Outcome.DONE);
    assertThat(store.image().sessions().byId()).isEmpty();
  }

  @Test
  void whoSleepsOnASessionIsWokenByItsEndAlone() {
    begin(ONE, "n1");
    assertThat(fires(Topic.session(ONE), () -> begin(TWO, "n1"))).isFalse();
    assertThat(fires(Topic.session(ONE), () -> store.destroy(ONE))).isTrue();
    assertThat(fires(Topic.SESSIONS, () -> store.destroy(TWO))).isTrue();
    assertThat(fires(Topic.SESSIONS, () -> store.destroy(TWO))).isFalse();
  }

  // ---- locks

  @Test
  void oneSessionAtATimeHoldsAKey() {
    begin(ONE, "n1");
    begin(TWO, "n1");
    assertThat(store.lock("k", "one", ONE)).isEqualTo(Outcome.DONE);
    assertThat(store.lock("k", "two", TWO)).isEqualTo(Outcome.NOT_DONE);
    assertEntry("k", "one", ONE.value(), 1);
    assertThat(store.unlock("k", "two", TWO)).isEqualTo(Outcome.NOT_DONE);
    assertThat(store.unlock("k", "free", ONE)).isEqualTo(Outcome.DONE);
    assertEntry("k", "free", "", 1);
    assertThat(store.lock("k", "two", TWO)).isEqualTo(Outcome.DONE);
    assertEntry("k", "two", TWO.value(), 2);
    assertThat(store.unlock("missing", "x", TWO)).isEqualTo(Outcome.NOT_DONE);
    assertRefused(store.lock("k", "x", anId(9)), "invalid session \"" + anId(9) + "\"");
  }

  @Test
  void aHolderThatLocksAgainKeepsTheLockIndex() {
    begin(ONE, "n1");
    store.lock("k", "one", ONE);
    long modified = entry("k").indexes().modify();
    store.lock("k", "one", ONE);
    assertThat(entry("k").indexes().modify()).isEqualTo(modified);
    store.lock("k", "two", ONE);
    assertEntry("k", "two", ONE.value(), 1);
    assertThat(entry("k").indexes().modify()).isGreaterThan(modified);
  }

  @Test
  void aPlainWriteLeavesTheHolderAndBeginsTheLockIndexAgain() {
    begin(ONE, "n1");
    store.lock("k", "one", ONE);
    store.set("k", "one");
    assertEntry("k", "one", ONE.value(), 0);
    store.destroy(ONE);
    assertThat(entry("k").session()).isEmpty();
  }

  @Test
  void theEndOfASessionReleasesItsKeys() {
    begin(ONE, "n1");
    store.lock("b", "1", ONE);
    store.lock("a", "1", ONE);
    store.lock("c", "1", ONE);
    store.unlock("c", "1", ONE);
    assertThat(store.image().kv().heldBy(ONE)).containsExactly("a", "b");
    assertThat(fires(Topic.keyPrefix("a"), () -> store.destroy(ONE))).isTrue();
    assertEntry("a", "1", "", 1);
    assertThat(entry("a").indexes().modify()).isEqualTo(store.image().index());
    assertThat(entry("c").indexes().modify()).isLessThan(store.image().index());
    assertThat(store.image().kv().held()).isEmpty();
  }

  @Test
  void theEndOfASessionDeletesItsKeysWhenItIsToAndWakesWhoWatchesThem() {
    store.session(aSession(ONE, "n1", 0, Behaviour.DELETE));
    store.lock("p/a", "1", ONE);
    store.set("p/b", "1");
    assertThat(fires(Topic.keyPrefix("p/"), () -> store.destroy(ONE))).isTrue();
    assertThat(store.image().kv().entries()).containsOnlyKeys("p/b");
    assertThat(store.image().kv().indexUnder("p/")).isEqualTo(store.image().index());
  }

  @Test
  void aDeletedKeyIsHeldByNobody() {
    begin(ONE, "n1");
    store.lock("k", "1", ONE);
    store.delete("k");
    assertThat(store.image().kv().held()).isEmpty();
    store.set("k", "2");
    assertEntry("k", "2", "", 0);
  }

  // ---- delays

  @Test
  void aKeyCannotBeLockedForAWhileAfterItsHolderIsGone() {
    store.session(aSession(ONE, "n1", 15_000, Behaviour.RELEASE));
    begin(TWO, "n1");
    store.lock("k", "one", ONE);
    store.apply(new Command.SessionDestroy(ONE, null), NOON);
    assertThat(lockAt("k", NOON)).isEqualTo(Outcome.NOT_DONE);
    assertThat(lockAt("k", NOON.plusMillis(14_999))).isEqualTo(Outcome.NOT_DONE);
    assertThat(store.set("k", "plain")).isEqualTo(Outcome.DONE);
    assertThat(lockAt("k", NOON.plusMillis(15_000))).isEqualTo(Outcome.DONE);
    assertThat(store.image().sessions().delays().untilMillis()).isEmpty();
  }

  @Test
  void aKeyThatWasReleasedOrDeletedByItsHolderHasNoDelay() {
    store.session(aSession(ONE, "n1", 15_000, Behaviour.RELEASE));
    begin(TWO, "n1");
    store.lock("a", "1", ONE);
    store.lock("b", "1", ONE);
    store.unlock("a", "1", ONE);
    store.delete("b");
    store.apply(new Command.SessionDestroy(ONE, null), NOON);
    assertThat(lockAt("a", NOON)).isEqualTo(Outcome.DONE);
    assertThat(lockAt("b", NOON)).isEqualTo(Outcome.DONE);
  }

  @Test
  void aDelayCoversAKeyThatItsSessionDeleted() {
    store.session(aSession(ONE, "n1", 15_000, Behaviour.DELETE));
    begin(TWO, "n1");
    store.lock("k", "1", ONE);
    store.apply(new Command.SessionDestroy(ONE, null), NOON);
    assertThat(lockAt("k", NOON.plusSeconds(1))).isEqualTo(Outcome.NOT_DONE);
  }

  @Test
  void noDelayIsLongerThanAMinute() {
    store.session(aSession(ONE, "n1", 3_600_000, Behaviour.RELEASE));
    begin(TWO, "n1");
    store.lock("k", "1", ONE);
    store.apply(new Command.SessionDestroy(ONE, null), NOON);
    assertThat(lockAt("k", NOON.plusSeconds(59))).isEqualTo(Outcome.NOT_DONE);
    assertThat(lockAt("k", NOON.plusSeconds(60))).isEqualTo(Outcome.DONE);
  }

  @Test
  void aClockThatWasFarAheadLocksNobodyOut() {
    store.session(aSession(ONE, "n1", 15_000, Behaviour.RELEASE));
    begin(TWO, "n1");
    store.lock("k", "1", ONE);
    store.apply(new Command.SessionDestroy(ONE, null), NOON.plus(Duration.ofHours(1)));
    assertThat(lockAt("k", NOON)).isEqualTo(Outcome.DONE);
  }

  @Test
  void delaysThatAreOverAreForgotten() {
    for (int i = 0; i < 300; i++) {
      store.session(aSession(anId(i), "n1", 1_000, Behaviour.RELEASE));
      store.lock("k" + i, "1", anId(i));
      store.apply(new Command.SessionDestroy(anId(i), null), NOON.plusSeconds(i));
    }
    assertThat(store.image().sessions().delays().untilMillis().size()).isLessThan(5);
    store.apply(new Command.TombstoneReap(0), NOON.plusSeconds(400));
    assertThat(store.image().sessions().delays()).isEqualTo(LockDelays.NONE);
  }

  // ---- words

  private Outcome lockAt(String key, Instant moment) {
    return store.apply(new Command.KvLock(key, Octets.of("two"), 0, TWO), moment);
  }

  private Outcome begin(SessionId id, String node, String... checks) {
    return store.session(aSession(id, node, 0, Behaviour.RELEASE, checks));
  }

  private static Command register(Node node) {
    return new Command.Register(node, false, null, List.of());
  }

  private @Nullable Session session(SessionId id) {
    return store.image().sessions().get(id);
  }

  private @Nullable KvEntry entry(String key) {
    return store.image().kv().get(key);
  }

  private void assertEntry(String key, String value, String session, long lockIndex) {
    KvEntry entry = entry(key);
    assertThat(entry.value()).isEqualTo(Octets.of(value));
    assertThat(entry.session()).isEqualTo(session);
    assertThat(entry.lockIndex()).isEqualTo(lockIndex);
  }

  private boolean fires(Topic topic, Runnable change) {
    AtomicBoolean fired = new AtomicBoolean();
    store.store.watch(List.of(topic)).onFire(() -> fired.set(true));
    change.run();
    return fired.get();
  }

  private void assertRefused(Outcome outcome, String message) {
    assertThat(outcome).isEqualTo(new Outcome.Refused(message));
  }
}
