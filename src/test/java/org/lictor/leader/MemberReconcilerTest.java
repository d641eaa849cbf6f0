package org.lictor.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lictor.command.Command;
import org.lictor.consensus.LogBusyException;
import org.lictor.consensus.NoLeaderException;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.Member.Status;
import org.lictor.model.MemberRow;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.registrar.MemberWriter;
import org.lictor.registrar.Registrar;
import org.lictor.registrar.Registration;
import org.lictor.state.NodeRow;
import org.lictor.state.StateStore;
import org.lictor.state.TestStore;

class MemberReconcilerTest {
  private static final String ID = "id=11111111-0000-0000-0000-000000000001";
  private static final String OTHER_ID = "id=22222222-0000-0000-0000-000000000002";

  private final StateStore store = new StateStore();
  private final ApplyingLog log = new ApplyingLog(store);
  private final FakeLiveMembers live = new FakeLiveMembers();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final CommandSubmitter submitter = new CommandSubmitter(log, () -> now);
  private final Registrar registrar = new Registrar(submitter);
  private final MemberWriter members = new MemberWriter(submitter);
  private MemberReconciler reconciler = started();

  MemberReconcilerTest() {
    live.come("self", "s1", "role=consul", "port=8300", "build=1.21.4:lictor");
    now = now.plusSeconds(60);
    run();
  }

  private MemberReconciler started() {
    return new MemberReconciler(
        live,
        store,
        log,
        registrar,
        members,
        () -> now,
        new ReconcilerSettings(
            new NodeName("self"),
            "dc1",
            Map.of("raft_version", "3", "version", "9"),
            ReconcilerSettings.RECONNECT_TIMEOUT,
            ReconcilerSettings.RETURN_GRACE));
  }

  // ---- members that are there

  @Test
  void aLiveMemberIsRememberedAndInTheCatalog() {
    live.come("n1", "i1", ID);
    run();
    assertThat(record("n1")).isEqualTo("ALIVE i1");
    assertThat(node("n1").id()).isEqualTo("11111111-0000-0000-0000-000000000001");
    assertThat(node("n1").address()).isEqualTo("10.0.0.1");
    assertThat(catalog("n1")).isEqualTo("serfHealth passing Agent alive and reachable");
  }

  @Test
  void aServerHasTheServiceConsulWithItsPortAndVersion() {
    ServiceEntry server =
        store.image().catalog().instancesOf("consul").stream().findFirst().orElseThrow();
    assertThat(server.node()).isEqualTo(new NodeName("self"));
    assertThat(server.port()).isEqualTo(8300);
    assertThat(server.meta()).isEqualTo(Map.of("raft_version", "3", "version", "1.21.4"));
  }

  @Test
  void whatIsSoAlreadyIsNotWrittenAgain() {
    live.come("n1", "i1", ID);
    run();
    live.come("n2", "i1");
    live.go("n2");
    assertThat(written(this::run)).isEmpty();
  }

  @Test
  void whatItsOwnAgentSaidOfANodeStays() {
    live.come("n1", "i1", ID);
    byAgent("n1", "10.0.0.1");
    run();
    assertThat(node("n1").meta()).isEqualTo(Map.of("rack", "r1"));
    live.go("n1");
    run();
    live.come("n1", "i1", ID);
    run();
    assertThat(node("n1").meta()).isEqualTo(Map.of("rack", "r1"));
    assertThat(node("n1").indexes().create()).isEqualTo(node("n1").indexes().modify());
    assertThat(catalog("n1")).isEqualTo("web; serfHealth passing Agent alive and reachable");
  }

  @Test
  void anotherAddressIsTakenOverAndTheRestOfTheNodeStays() {
    live.come("n1", "i1", ID);
    run();
    byAgent("n1", "10.0.0.1");
    live.become("n1", "10.0.0.9", "i1", ID);
    run();
    assertThat(node("n1").address()).isEqualTo("10.0.0.9");
    assertThat(node("n1").meta()).isEqualTo(Map.of("rack", "r1"));
    assertThat(record("n1")).isEqualTo("ALIVE i1");
  }

  @Test
  void otherTagsAreRememberedAndNothingElseIsWritten() {
    live.come("n1", "i1", ID);
    run();
    live.become("n1", "10.0.0.1", "i1", ID, "build=2");
    assertThat(written(this::run)).hasOnlyElementsOfType(Command.MemberPut.class);
  }

  @Test
  void ofTwoOfOneNameTheOneThatHasBeenThereLongestCounts() {
    live.comeAt("n1", "10.0.0.1", "i1", ID);
    live.comeAt("N1", "10.0.0.2", "i2", OTHER_ID);
    run();
    assertThat(node("n1").address()).isEqualTo("10.0.0.1");
    assertThat(record("n1")).isEqualTo("ALIVE i1");
    assertThat(written(this::run)).isEmpty();
  }

  @Test
  void ofTwoOfOneNodeIdTheOneThatHasBeenThereLongestCounts() {
    live.comeAt("n1", "10.0.0.1", "i1", ID);
    live.comeAt("copy", "10.0.0.2", "i2", ID);
    run();
    assertThat(record("copy")).isEqualTo("unknown");
    assertThat(written(this::run)).isEmpty();
  }

  @Test
  void anotherHostTakesANameWhoseHostIsGone() {
    live.comeAt("n1", "10.0.0.1", "i1", ID);
    run();
    byAgent("n1", "10.0.0.1");
    live.become("n1", "10.0.0.2", "i2", OTHER_ID);
    assertThat(settled()).isTrue();
    assertThat(node("n1").id()).startsWith("22222222");
    assertThat(node("n1").meta()).isNull();
    assertThat(catalog("n1")).endsWith("serfHealth passing Agent alive and reachable");
    assertThat(record("n1")).isEqualTo("ALIVE i2");
  }

  @Test
  void aNodeThatCameUnderAnotherNameIsRenamed() {
    live.come("old", "i1", ID);
    run();
    live.go("old");
    live.come("new", "i2", ID);
    run();
    assertThat(store.image().catalog().nodes()).containsOnlyKeys("self", "new");
    assertThat(record("old")).isEqualTo("FAILED i1");
    assertThat(written(this::run)).isEmpty();
  }

  @Test
  void membersOfOtherDatacentersAreNotOurs() {
    live.come("n1", "i1", "dc=dc2");
    assertThat(written(this::run)).isEmpty();
  }

  @Test
  void aNameThatAnotherNodeReservesIsReportedAndNotTriedAgainSoon() {
    byHand("n1", OTHER_ID.substring(3), false);
    live.come("n1", "i1", ID);
    assertThat(settled()).isTrue();
    assertThat(node("n1").id()).startsWith("22222222");
  }

  // ---- members that fail

  @Test
  void aMemberThatIsGoneHasFailedAndKeepsWhatItHas() {
    live.come("n1", "i1", ID);
    byAgent("n1", "10.0.0.1");
    run();
    Node before = node("n1");
    now = now.plusSeconds(5);
    live.go("n1");
    run();
    assertThat(record("n1")).isEqualTo("FAILED i1");
    assertThat(row("n1").sinceMillis()).isEqualTo(now.toEpochMilli());
    assertThat(node("n1")).isEqualTo(before);
    assertThat(catalog("n1")).isEqualTo("web; serfHealth critical Agent not live or unreachable");
    assertThat(written(this::run)).isEmpty();
  }

  @Test
  void aMemberThatWasGoneAndIsBackIsAlive() {
    live.come("n1", "i1", ID);
    run();
    live.go("n1");
    run();
    live.come("n1", "i1", ID);
    run();
    assertThat(record("n1")).isEqualTo("ALIVE i1");
    assertThat(catalog("n1")).isEqualTo("serfHealth passing Agent alive and reachable");
  }

  @Test
  void aMemberThatFellOverWhileLeavingHasFailed() {
    live.come("n1", "i1", ID);
    run();
    say("n1", Status.LEAVING, "i1");
    assertThat(written(this::run)).as("on its way, and there").isEmpty();
    live.go("n1");
    run();
    assertThat(record("n1")).isEqualTo("FAILED i1");
  }

  @Test
  void aFailedMemberThatIsNotInTheCatalogIsNotPutThere() {
    say("n1", Status.ALIVE, "i1");
    run();
    assertThat(record("n1")).isEqualTo("FAILED i1");
    assertThat(catalog("n1")).isEqualTo("no node");
  }

  @Test
  void aNodeThatOnlyItsAgentRegisteredBeforeItFailedIsCritical() {
    say("n1", Status.ALIVE, "i1", ID);
    byAgent("n1", "10.0.0.1");
    run();
    assertThat(catalog("n1")).isEqualTo("web; serfHealth critical Agent not live or unreachable");
  }

  @Test
  void aNodeOfAFailedMembersNameThatIsThereByHandIsNotTouched() {
    say("n1", Status.ALIVE, "i1", ID);
    byHand("n1", "", false);
    run();
    assertThat(catalog("n1")).isEmpty();
    now = now.plus(ReconcilerSettings.RECONNECT_TIMEOUT);
    run();
    assertThat(record("n1")).isEqualTo("unknown");
    assertThat(catalog("n1")).isEmpty();
  }

  // ---- members that leave

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMemberThatLeftGoesFromTheCatalogWhetherItIsStillThereOrNot(boolean there) {
    live.come("n1", "i1", ID);
    run();
    say("n1", Status.LEFT, "i1");
    if (!there) {
      live.go("n1");
    }
    run();
    assertThat(catalog("n1")).isEqualTo("no node");
    assertThat(record("n1")).isEqualTo("LEFT i1");
    live.go("n1");
    assertThat(written(this::run)).isEmpty();
  }

  @Test
  void aMemberThatLeftIsDeregisteredOnceAndWhatComesByHandStays() {
    live.come("n1", "i1", ID);
    run();
    say("n1", Status.LEFT, "i1");
    live.go("n1");
    run();
    byHand("n1", "", false);
    assertThat(written(this::run)).isEmpty();
  }

  @Test
  void aMemberThatLeftAndWasStartedAgainIsAlive() {
    live.come("n1", "i1", ID);
    run();
    say("n1", Status.LEFT, "i1");
    live.become("n1", "10.0.0.1", "i2", ID);
    run();
    assertThat(record("n1")).isEqualTo("ALIVE i2");
    assertThat(catalog("n1")).isEqualTo("serfHealth passing Agent alive and reachable");
  }

  @Test
  void aMemberThatSomebodySaidHadLeftIsAliveWhenTheSameProcessIsBack() {
    live.come("n1", "i1", ID);
    run();
    live.go("n1");
    run();
    members.forceLeft(row("n1").member()).join();
    run();
    assertThat(catalog("n1")).isEqualTo("no node");
    live.come("n1", "i1", ID);
    run();
    assertThat(record("n1")).isEqualTo("ALIVE i1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoFailedOrLeftIsForgottenAfterTheReconnectTimeout(boolean left) {
    live.come("n1", "i1", ID);
    run();
    live.go("n1");
    if (left) {
      say("n1", Status.LEFT, "i1");
    }
    run();
    now = now.plus(ReconcilerSettings.RECONNECT_TIMEOUT).minusMillis(1);
    assertThat(written(this::run)).isEmpty();
    now = now.plusMillis(1);
    run();
    assertThat(record("n1")).isEqualTo("unknown");
    assertThat(catalog("n1")).isEqualTo("no node");
  }

  @Test
  void aMembersNodeThatNobodyRemembersIsReapedAndOneByHandIsNot() {
    byHand("lost", "", true);
    byHand("db", "", false);
    run();
    assertThat(store.image().catalog().nodes()).containsOnlyKeys("self", "db");
  }

  @Test
  void theLeaderNeverDeregistersItself() {
    say("self", Status.LEFT, "s1");
    assertThat(written(this::run)).isEmpty();
    live.go("self");
    now = now.plus(ReconcilerSettings.RECONNECT_TIMEOUT);
    assertThat(written(this::run)).isEmpty();
    members.forget(new NodeName("self")).join();
    assertThat(written(this::run)).isEmpty();
  }

  // ---- runs

  @Test
  void afterARestartOfEverythingMembersAreWaitedForAMoment() {
    live.come("slow", "i1");
    live.come("quick", "i1");
    run();
    live.go("slow");
    live.become("quick", "10.0.0.1", "i2");
    reconciler = started();
    assertThat(settled()).isFalse();
    assertThat(record("slow")).isEqualTo("ALIVE i1");
    live.go("quick");
    assertThat(settled()).isFalse();
    assertThat(record("quick")).as("it was seen").isEqualTo("FAILED i2");
    now = now.plus(ReconcilerSettings.RETURN_GRACE);
    assertThat(settled()).isTrue();
    assertThat(record("slow")).isEqualTo("FAILED i1");
  }

  @Test
  void aChangeDuringARunLeadsToAnotherRun() {
    log.held = new ArrayList<>();
    var first = reconciler.run(() -> true);
    var second = reconciler.run(() -> true);
    var third = reconciler.run(() -> true);
    assertThat(log.held).hasSize(1);
    live.come("n1", "i1");
    log.release();
    assertThat(List.of(first.join(), second.join(), third.join())).containsOnly(true);
    assertThat(record("n1")).isEqualTo("ALIVE i1");
    live.come("n2", "i1");
    run();
    assertThat(record("n2")).isEqualTo("ALIVE i1");
  }

  @Test
  void whatCouldNotBeWrittenIsTriedAgain() {
    live.come("n1", "i1");
    log.held = new ArrayList<>();
    var run = reconciler.run(() -> true);
    log.failure = new LogBusyException("full");
    log.release();
    assertThat(run.join()).isFalse();
    log.failure = null;
    assertThat(settled()).isTrue();
    assertThat(record("n1")).isEqualTo("ALIVE i1");
  }

  @Test
  void withoutALeaderARunFailsAndTheNextOneWorks() {
    live.come("n1", "i1");
    log.failure = new NoLeaderException();
    assertThatThrownBy(() -> reconciler.run(() -> true).join())
        .hasCauseInstanceOf(NoLeaderException.class);
    log.failure = null;
    run();
    assertThat(record("n1")).isEqualTo("ALIVE i1");
  }

  @Test
  void whoLeadsNoMoreWritesNothing() {
    live.come("n1", "i1");
    assertThat(written(() -> reconciler.run(() -> false).join())).isEmpty();
  }

  @Test
  void manyMembersComeAndFailInOneRun() {
    for (int i = 0; i < 500; i++) {
      live.come("n" + i, "i" + i);
    }
    run();
    assertThat(store.image().catalog().nodes()).hasSize(501);
    for (int i = 0; i < 500; i++) {
      live.go("n" + i);
    }
    run();
    assertThat(store.image().members().rows().values())
        .filteredOn(row -> row.member().status() == Status.FAILED)
        .hasSize(500);
  }

  // ---- words

  private void run() {
    assertThat(settled()).isTrue();
  }

  private boolean settled() {
    return reconciler.run(() -> true).join();
  }

  private List<Command> written(Runnable work) {
    int before = log.commands.size();
    work.run();
    return List.copyOf(log.commands.subList(before, log.commands.size()));
  }

  private void say(String name, Status status, String incarnation, String... tags) {
    MemberRow known = store.image().members().get(name);
    var member = known == null ? FakeLiveMembers.member(name, "10.0.0.1", tags) : known.member();
    members.put(member.as(status), incarnation).join();
  }

  /** As the member's own agent registers its node and a service. */
  private void byAgent(String name, String address) {
    Node node =
        new Node(
            new NodeName(name),
            ID.substring(3),
            address,
            Map.of("lan", address),
            Map.of("rack", "r1"),
            LogIndexes.NONE);
    ServiceEntry web = TestStore.aService(name, "web", "web", 80);
    registrar.register(new Registration(node, false, web, List.of())).join();
  }

  private void byHand(String name, String id, boolean member) {
    Node node = new Node(new NodeName(name), id, "10.9.9.9", null, null, LogIndexes.NONE);
    List<HealthCheck> checks =
        member ? List.of(TestStore.aCheck(name, "serfHealth", "passing", "")) : List.of();
    registrar.register(new Registration(node, false, null, checks)).join();
  }

  private MemberRow row(String name) {
    MemberRow row = store.image().members().get(name);
    assertThat(row).isNotNull();
    return row;
  }

  private String record(String name) {
    MemberRow row = store.image().members().get(name);
    return row == null ? "unknown" : row.member().status() + " " + row.incarnation();
  }

  private Node node(String name) {
    NodeRow row = store.image().catalog().node(new NodeName(name));
    assertThat(row).isNotNull();
    return row.node();
  }

  /** What runs on a node, then its checks as {@code id status output}. */
  private String catalog(String name) {
    @Nullable NodeRow row = store.image().catalog().node(new NodeName(name));
    if (row == null) {
      return "no node";
    }
    String services =
        row.services().values().stream()
            .map(service -> service.id().value())
            .collect(Collectors.joining("; "));
    String checks =
        row.checks().values().stream()
            .map(check -> check.id() + " " + check.status() + " " + check.output())
            .collect(Collectors.joining("; "));
    return services.isEmpty() || checks.isEmpty() ? services + checks : services + "; " + checks;
  }
}
