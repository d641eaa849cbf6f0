package org.lictor.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lictor.agent.ManualScheduler;
import org.lictor.command.Command;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.OutcomeUnknownException;
import org.lictor.model.GoDuration;
import org.lictor.model.LogIndexes;
import org.lictor.model.NodeName;
import org.lictor.model.Session;
import org.lictor.model.SessionId;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.state.TestStore;

class SessionExpiryTest {
  private static final SessionId ONE = TestStore.anId(1);

  private final ManualScheduler time = new ManualScheduler();
  private final TestStore store = new TestStore();
  private final ApplyingLog log = new ApplyingLog(store.store);
  private final CommandSubmitter submitter = new CommandSubmitter(log, () -> TestStore.BEGINNING);
  private final SessionExpiry expiry = expiry();
  private long nanos;

  private SessionExpiry expiry() {
    return new SessionExpiry(store.store, log, submitter, () -> nanos, time);
  }

  @BeforeEach
  void aNode() {
    store.node("n1");
  }

  @Test
  void aSessionEndsWhenNobodyRenewsItForTwiceItsTtl() {
    begin(ONE, "10s");
    expiry.gained();
    pass(Duration.ofSeconds(19));
    assertThat(isThere(ONE)).isTrue();
    pass(Duration.ofSeconds(2));
    assertThat(isThere(ONE)).isFalse();
  }

  @Test
  void aSessionThatIsRenewedInTimeLives() {
    begin(ONE, "10s");
    expiry.gained();
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofSeconds(15));
      assertThat(expiry.renew(ONE).join()).isPresent();
    }
    pass(Duration.ofSeconds(21));
    assertThat(expiry.renew(ONE).join()).isEmpty();
  }

  @Test
  void sessionsWithoutATtlLiveForEverAndCostNothing() {
    begin(ONE, "");
    begin(TestStore.anId(2), "0s");
    expiry.gained();
    pass(Duration.ofDays(1));
    assertThat(isThere(ONE)).isTrue();
    assertThat(log.commands).isEmpty();
    assertThat(expiry.renew(ONE).join()).map(Session::id).contains(ONE);
    assertThat(expiry.renew(TestStore.anId(7)).join()).isEqualTo(Optional.empty());
  }

  @Test
  void oneThatBeginsLaterHasItsOwnTime() {
    expiry.gained();
    pass(Duration.ofSeconds(100));
    begin(ONE, "10s");
    pass(Duration.ofSeconds(19));
    begin(TestStore.anId(2), "10s");
    pass(Duration.ofSeconds(2));
    assertThat(isThere(ONE)).isFalse();
    assertThat(isThere(TestStore.anId(2))).isTrue();
  }

  @Test
  void sessionsThatWereRestoredHaveTheirTimeToo() {
    begin(ONE, "10s");
    expiry.gained();
    pass(Duration.ofSeconds(5));
    TestStore other = new TestStore();
    for (int i = 1; i <= 50; i++) {
      other.node("n" + i);
    }
    other.session(session(TestStore.anId(2), "10s"));
    store.restore("r", other.store.image(), 3);
    pass(Duration.ofSeconds(19));
    assertThat(expiry.renew(TestStore.anId(2)).join()).isPresent();
    pass(Duration.ofSeconds(19));
    assertThat(isThere(TestStore.anId(2))).isTrue();
    pass(Duration.ofSeconds(3));
    assertThat(isThere(TestStore.anId(2))).isFalse();
  }

  @Test
  void eachLeadBeginsWithTheFullTime() {
    begin(ONE, "10s");
    expiry.gained();
    pass(Duration.ofSeconds(19));
    expiry.lost();
    pass(Duration.ofSeconds(30));
    assertThat(isThere(ONE)).isTrue();
    expiry.gained();
    pass(Duration.ofSeconds(19));
    assertThat(isThere(ONE)).isTrue();
    pass(Duration.ofSeconds(2));
    assertThat(isThere(ONE)).isFalse();
  }

  /** As one that was suspended while another took the lead, and has not heard of it yet. */
  @Test
  void aLeaderThatHasBeenReplacedEndsAndRenewsNothing() {
    begin(ONE, "10s");
    expiry.gained();
    pass(Duration.ofSeconds(15));
    SessionExpiry other = expiry();
    other.gained();
    assertThat(other.renew(ONE).join()).isPresent();
    assertThatThrownBy(() -> expiry.renew(ONE).join()).hasCauseInstanceOf(NoLeaderException.class);
    expiry.lost();
    pass(Duration.ofSeconds(19));
    assertThat(isThere(ONE)).isTrue();
  }

  @Test
  void whatItSaidBeforeAnotherTookOverIsNotDone() {
    begin(ONE, "10s");
    expiry.gained();
    pass(Duration.ofSeconds(1));
    long earlier = store.image().sessions().term();
    store.apply(new Command.SessionTerm());
    store.apply(new Command.SessionDestroy(ONE, earlier));
    assertThat(isThere(ONE)).isTrue();
  }

  @Test
  void whatCannotBeEndedIsTriedAgain() {
    begin(ONE, "10s");
    expiry.gained();
    pass(Duration.ofSeconds(19));
    log.failure = new NoLeaderException();
    pass(Duration.ofSeconds(5));
    assertThat(isThere(ONE)).isTrue();
    log.failure = null;
    pass(Duration.ofSeconds(2));
    assertThat(isThere(ONE)).isFalse();
  }

  @Test
  void aSessionWhoseEndWasRefusedMayStillBeRenewed() {
    begin(ONE, "10s");
    expiry.gained();
    pass(Duration.ofSeconds(19));
    log.failure = new NoLeaderException();
    pass(Duration.ofSeconds(2));
    log.failure = null;
    assertThat(expiry.renew(ONE).join()).isPresent();
    pass(Duration.ofSeconds(19));
    assertThat(isThere(ONE)).isTrue();
  }

  /** It may be on its way: whoever were told that the session lives on would lose it after that. */
  @Test
  void aSessionWhoseEndMayHaveBeenOrderedIsNotRenewed() {
    begin(ONE, "10s");
    expiry.gained();
    pass(Duration.ofSeconds(19));
    log.failure = new OutcomeUnknownException("the leader was lost", null);
    pass(Duration.ofSeconds(2));
    log.failure = null;
    assertThat(expiry.renew(ONE).join()).isEmpty();
    pass(Duration.ofSeconds(2));
    assertThat(isThere(ONE)).isFalse();
  }

  @Test
  void noTimePassesWhileTheProcessStandsStill() {
    begin(ONE, "10s");
    expiry.gained();
    pass(Duration.ofSeconds(10));
    nanos += Duration.ofHours(1).toNanos();
    pass(Duration.ofSeconds(8));
    assertThat(isThere(ONE)).isTrue();
    pass(Duration.ofSeconds(3));
    assertThat(isThere(ONE)).isFalse();
  }

  @Test
  void whoDoesNotLeadRenewsNothing() {
    begin(ONE, "10s");
    assertThatThrownBy(() -> expiry.renew(ONE).join()).hasCauseInstanceOf(NoLeaderException.class);
    expiry.gained();
    log.leads = false;
    assertThatThrownBy(() -> expiry.renew(ONE).join()).hasCauseInstanceOf(NoLeaderException.class);
  }

  private boolean isThere(SessionId id) {
    return store.image().sessions().get(id) != null;
  }

  private void begin(SessionId id, String ttl) {
    store.session(session(id, ttl));
  }

  private static Session session(SessionId id, String ttl) {
    return new Session(
        id,
        "",
        new NodeName("n1"),
        GoDuration.ZERO,
        Session.Behaviour.RELEASE,
        ttl,
        List.of(),
        null,
        null,
        LogIndexes.NONE);
  }

  private void pass(Duration length) {
    long steps = length.dividedBy(SessionExpiry.PERIOD);
    for (long i = 0; i < steps; i++) {
      nanos += SessionExpiry.PERIOD.toNanos();
      time.advance(SessionExpiry.PERIOD);
    }
  }
}
