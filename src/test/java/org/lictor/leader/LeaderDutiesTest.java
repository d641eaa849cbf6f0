package org.lictor.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lictor.agent.ManualScheduler;
import org.lictor.consensus.NoLeaderException;
import org.lictor.model.MemberRow;
import org.lictor.model.NodeName;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.registrar.MemberWriter;
import org.lictor.registrar.Registrar;
import org.lictor.state.StateStore;

class LeaderDutiesTest {
  private final ManualScheduler time = new ManualScheduler();
  private final StateStore store = new StateStore();
  private final ApplyingLog log = new ApplyingLog(store);
  private final FakeLiveMembers live = new FakeLiveMembers();
  private final CommandSubmitter submitter = new CommandSubmitter(log, time);
  private final Registrar registrar = new Registrar(submitter);
  private final MemberWriter members = new MemberWriter(submitter);
  private final List<String> done = new ArrayList<>();
  private int made;
  private final LeaderDuties duties =
      new LeaderDuties(
          live,
          store,
          new MemberReconciler(
              live,
              store,
              log,
              registrar,
              members,
              time,
              new ReconcilerSettings(
                  new NodeName("self"),
                  "dc1",
                  Map.of(),
                  ReconcilerSettings.RECONNECT_TIMEOUT,
                  ReconcilerSettings.RETURN_GRACE)),
          List.of(
              new LeaderDuties.Periodic("sweep", Duration.ofSeconds(10), this::sweep),
              new LeaderDuties.Periodic("faulty", Duration.ofSeconds(20), this::faulty)),
          time);

  private Runnable sweep() {
    String name = "sweep" + ++made;
    return () -> done.add(name);
  }

  private Runnable faulty() {
    return () -> {
      done.add("faulty");
      throw new IllegalStateException("as the test wants");
    };
  }

  @Test
  void nothingIsDoneBeforeTheLeadIsGained() {
    live.come("n1", "i1");
    time.advance(Duration.ofMinutes(5));
    assertThat(log.commands).isEmpty();
    assertThat(done).isEmpty();
  }

  @Test
  void membersAreReconciledAtOnceAndOnEachChange() {
    live.come("n1", "i1");
    duties.gained();
    assertThat(record("n1")).isEqualTo("ALIVE");
    live.come("n2", "i1");
    assertThat(record("n2")).isEqualTo("ALIVE");
    live.go("n2");
    assertThat(record("n2")).isEqualTo("FAILED");
  }

  @Test
  void theNodeOfAMemberThatIsSaidToHaveLeftGoesAtOnce() {
    live.come("n1", "i1");
    duties.gained();
    for (String incarnation : List.of("i2", "i3")) {
      live.go("n1");
      members.forceLeft(row("n1").member()).join();
      assertThat(store.image().catalog().node(new NodeName("n1"))).isNull();
      live.come("n1", incarnation);
      assertThat(store.image().catalog().node(new NodeName("n1"))).isNotNull();
    }
  }

  @Test
  void theCatalogIsPutRightEveryMinute() {
    live.come("n1", "i1");
    duties.gained();
    for (int i = 0; i < 3; i++) {
      registrar.deregister(new NodeName("n1"), null, null).join();
      time.advance(Duration.ofSeconds(60));
      assertThat(store.image().catalog().node(new NodeName("n1"))).isNotNull();
    }
  }

  @Test
  void whatCouldNotBeWrittenIsTriedAgainSoon() {
    live.come("n1", "i1");
    log.failure = new NoLeaderException();
    duties.gained();
    time.advance(LeaderDuties.RETRY);
    log.failure = null;
    time.advance(LeaderDuties.RETRY);
    assertThat(record("n1")).isEqualTo("ALIVE");
  }

  @Test
  void theOtherDutiesGoOnEvenWhenOneFails() {
    duties.gained();
    time.advance(Duration.ofSeconds(40));
    assertThat(done)
        .containsExactlyInAnyOrder("sweep1", "sweep1", "sweep1", "sweep1", "faulty", "faulty");
  }

  @Test
  void nothingIsDoneAfterTheLeadIsLost() {
    log.failure = new NoLeaderException();
    duties.gained();
    duties.lost();
    log.failure = null;
    live.come("n1", "i1");
    members.forceLeft(FakeLiveMembers.member("n2", "10.0.0.2")).join();
    time.advance(Duration.ofMinutes(5));
    assertThat(log.commands).hasSize(1);
    assertThat(done).isEmpty();
  }

  @Test
  void aRunUnderWayWritesNothingOnceTheLeadIsLost() {
    live.come("n1", "i1");
    log.held = new ArrayList<>();
    duties.gained();
    duties.lost();
    log.release();
    assertThat(log.commands).isEmpty();
  }

  @Test
  void theLeadThatIsGainedAgainBeginsAnew() {
    duties.gained();
    duties.gained();
    time.advance(Duration.ofSeconds(15));
    duties.lost();
    duties.lost();
    live.come("n1", "i1");
    duties.gained();
    assertThat(record("n1")).isEqualTo("ALIVE");
    time.advance(Duration.ofSeconds(10));
    assertThat(done).containsExactly("sweep1", "sweep2");
  }

  private MemberRow row(String name) {
    MemberRow row = store.image().members().get(name);
    assertThat(row).isNotNull();
    return row;
  }

  private String record(String name) {
    return row(name).member().status().name();
  }
}
