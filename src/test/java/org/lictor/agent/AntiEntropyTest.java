package org.lictor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lictor.agent.TestAgent.NODE;
import static org.lictor.agent.TestAgent.entry;
import static org.lictor.agent.TestAgent.health;
import static org.lictor.agent.TestAgent.service;
import static org.lictor.agent.TestAgent.ttl;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lictor.command.Command;
import org.lictor.consensus.NoLeaderException;
import org.lictor.model.CheckStatus;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.registrar.Registration;

class AntiEntropyTest {
  private final TestAgent agent = new TestAgent();

  private void inCatalog(Node node, Registration... more) {
    agent.registrar.register(new Registration(node, false, null, List.of())).join();
    for (Registration each : more) {
      agent.registrar.register(each).join();
    }
  }

  private Registration withService(String id, String... tags) {
    return new Registration(agent.identity.toNode(), true, entry(NODE, id, tags), List.of());
  }

  private Registration withCheck(String id, String service) {
    return new Registration(
        agent.identity.toNode(),
        true,
        null,
        List.of(health(NODE, id, service, CheckStatus.PASSING)));
  }

  private Node catalogNode() {
    return agent.store.image().catalog().nodes().get(NODE.key()).node();
  }

  @Test
  void theFirstSyncBringsTheNodeItsServicesAndChecks() {
    agent.services.registerService(service("web", ttl("a", "10s")), false);
    agent.services.registerCheck(ttl("node", "10s"));
    assertThat(agent.catalogServices())
        .as("before the start nothing is written")
        .isEqualTo("no node");
    assertThat(agent.sync.start()).isCompleted();
    assertThat(agent.catalogServices()).isEqualTo("web web []");
    assertThat(agent.catalogChecks()).isEqualTo("a critical; node critical");
    assertThat(catalogNode().sameAs(agent.identity.toNode())).isTrue();
    assertThat(agent.log.commands).as("node, service with its check, check").hasSize(3);
    assertThat(agent.log.commands.get(1))
        .isInstanceOfSatisfying(
            Command.Register.class,
            command -> {
              assertThat(command.checks()).hasSize(1);
              assertThat(command.skipNodeUpdate()).isTrue();
            });
  }

  @Test
  void aSecondFullSyncFindsNothingToDo() {
    agent.services.registerService(
        service("id", "web", List.of("x"), ttl("a", "10s"), TestAgent.tcp("b", "h:1")), false);
    agent.services.registerCheck(ttl("node", "10s"));
    agent.maintenance.node(true, "");
    agent.sync.start();
    int before = agent.log.commands.size();
    agent.sync.syncFully();
    assertThat(agent.log.commands).hasSize(before);
    assertThat(agent.state.image().inSync()).isTrue();
  }

  @Test
  void aChangeIsWrittenAtOnceAndOnlyThat() {
    agent.services.registerService(service("web", ttl("a", "10s")), false);
    agent.services.registerService(service("shop", ttl("b", "10s")), false);
    agent.sync.start();
    agent.log.commands.clear();
    agent.ttls.renew("a", CheckStatus.PASSING, "fine");
    assertThat(agent.catalogChecks()).isEqualTo("a passing fine; b critical");
    assertThat(agent.log.commands).hasSize(1);
    agent.services.deregisterService("shop");
    assertThat(agent.catalogServices()).isEqualTo("web web []");
    agent.ttls.renew("a", CheckStatus.PASSING, "fine");
    assertThat(agent.log.commands).as("the same word again is no change").hasSize(3);
  }

  @Test
  void whatNobodyHereKnowsIsTakenAwayButForTheLeadersOwn() {
    inCatalog(
        agent.identity.toNode(),
        withService("stranger"),
        withService("consul"),
        withCheck("odd", ""),
        withCheck("serfHealth", ""),
        withCheck("of-stranger", "stranger"));
    agent.sync.start();
    assertThat(agent.catalogServices()).isEqualTo("consul consul []");
    assertThat(agent.catalogChecks()).isEqualTo("serfHealth passing");
  }

  @Test
  void otherNodesAreLeftAlone() {
    Node other = new Node(new NodeName("n2"), "", "10.0.0.2", null, null, LogIndexes.NONE);
    inCatalog(
        other,
        new Registration(
            other,
            true,
            entry(other.name(), "web"),
            List.of(health(other.name(), "c", "", CheckStatus.PASSING))));
    agent.sync.start();
    assertThat(agent.store.image().catalog().nodes().get("n2").services()).hasSize(1);
    assertThat(agent.store.image().catalog().nodes().get("n2").checks()).hasSize(1);
  }

  @Test
  void aNodeWhoseIdBeginsWithThisNodesNameIsSomebodyElse() {
    LocalState state = new LocalState(new NodeName("abcdef"));
    Node other =
        new Node(
            new NodeName("n2"),
            "abcdef00-0000-0000-0000-000000000000",
            "10.0.0.2",
            null,
            null,
            LogIndexes.NONE);
    inCatalog(other, new Registration(other, true, entry(other.name(), "web"), List.of()));
    AgentIdentity identity =
        AgentIdentity.of(
            "22222222-2222-3333-4444-555555555555",
            new NodeName("abcdef"),
            "dc1",
            "127.0.0.1",
            Map.of(),
            Map.of(),
            "1.21.4");
    new AntiEntropy(
            identity,
            state,
            agent.registrar,
            agent.registry,
            () -> 1,
            new java.util.Random(1),
            agent.time)
        .start();
    assertThat(agent.store.image().catalog().nodes().get("n2").services()).hasSize(1);
    assertThat(agent.store.image().catalog().nodes()).containsKey("abcdef");
  }

  @Test
  void aServiceChangedByOthersIsPutRight() {
    agent.services.registerService(service("id", "web", List.of("a"), ttl("c", "10s")), false);
    agent.sync.start();
    inCatalog(agent.identity.toNode(), withService("id", "b"), withCheck("c", "id"));
    agent.sync.syncFully();
    assertThat(agent.catalogServices()).isEqualTo("id web [a]");
    assertThat(agent.catalogChecks()).isEqualTo("c critical");
  }

  @Test
  void tagsThatMayBeOverriddenAreTakenFromTheCatalog() {
    agent.services.registerService(TestAgent.overridable("web", List.of("a")), false);
    agent.sync.start();
    var present = agent.store.image().catalog().nodes().get(NODE.key()).services().get("web");
    inCatalog(
        agent.identity.toNode(),
        new Registration(
            agent.identity.toNode(),
            true,
            new org.lictor.model.ServiceEntry(
                NODE,
                present.id(),
                "web",
                "",
                List.of("theirs"),
                "",
                null,
                null,
                80,
                "",
                present.weights(),
                true,
                false,
                null,
                LogIndexes.NONE),
            List.of()));
    agent.sync.syncFully();
    assertThat(agent.catalogServices()).isEqualTo("web web [theirs]");
    assertThat(agent.state.image().service("web").tags()).containsExactly("theirs");
  }

  @Test
  void anotherNodeRecordIsPutRightButItsAddressIsTheLeaders() {
    agent.sync.start();
    Node own = agent.identity.toNode();
    inCatalog(
        new Node(NODE, own.id(), "10.9.9.9", own.taggedAddresses(), own.meta(), LogIndexes.NONE));
    agent.sync.syncFully();
    assertThat(catalogNode().address()).isEqualTo("10.9.9.9");
    inCatalog(
        new Node(
            NODE,
            own.id(),
            "10.9.9.9",
            own.taggedAddresses(),
            Map.of("odd", "1"),
            LogIndexes.NONE));
    agent.sync.syncFully();
    assertThat(catalogNode().meta()).isEqualTo(own.meta());
    agent.sync.identity(agent.identity.withMeta(Map.of("rack", "r2")));
    assertThat(catalogNode().meta())
        .containsEntry("rack", "r2")
        .containsEntry("consul-version", "1.21.4");
  }

  @Test
  void aNodeThatVanishedFromTheCatalogComesBackWithEverything() {
    agent.services.registerService(service("web", ttl("a", "10s")), false);
    agent.sync.start();
    agent.registrar.deregister(NODE, null, null).join();
    agent.sync.syncFully();
    assertThat(agent.catalogServices()).isEqualTo("web web []");
    assertThat(agent.catalogChecks()).isEqualTo("a critical");
  }

  @Test
  void fullSyncsFollowEachOtherInOneToTwoPeriods() {
    agent.sync.start();
    for (int i = 0; i < 20; i++) {
      assertThat(agent.time.delays())
          .singleElement()
          .satisfies(
              delay ->
                  assertThat(delay).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120)));
      inCatalog(agent.identity.toNode(), withService("stranger"));
      agent.time.advance(agent.time.delays().get(0));
      assertThat(agent.catalogServices()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "128,1", "129,2", "256,2", "257,3", "512,3", "1024,4", "8192,7"})
  void thePeriodGrowsWithTheCluster(int members, int factor) {
    assertThat(AntiEntropy.scale(members)).isEqualTo(factor);
    agent.members = members;
    agent.sync.start();
    assertThat(agent.time.delays().get(0))
        .isBetween(Duration.ofSeconds(60L * factor), Duration.ofSeconds(120L * factor));
  }

  @Test
  void afterAFailureItIsTriedAgainAfter15To30SecondsUntilItWorks() {
    agent.services.registerService(service("web"), false);
    agent.log.failure = new NoLeaderException();
    assertThat(agent.sync.start()).as("a failure is only logged").isCompleted();
    for (int i = 0; i < 20; i++) {
      assertThat(agent.time.delays())
          .singleElement()
          .satisfies(
              delay -> assertThat(delay).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30)));
      agent.time.advance(agent.time.delays().get(0));
    }
    agent.log.failure = null;
    agent.time.advance(agent.time.delays().get(0));
    assertThat(agent.catalogServices()).isEqualTo("web web []");
    assertThat(agent.time.delays().get(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aChangeThatCouldNotBeWrittenIsWrittenWithTheNextTry() {
    agent.sync.start();
    agent.log.failure = new NoLeaderException();
    agent.services.registerService(service("web"), false);
    assertThat(agent.sync.syncNow()).isCompleted();
    agent.log.failure = null;
    assertThat(agent.catalogServices()).isEmpty();
    agent.time.advance(Duration.ofSeconds(30));
    assertThat(agent.catalogServices()).isEqualTo("web web []");
  }

  @Test
  void whatIsRefusedDoesNotHoldUpTheRestAndIsTriedWithTheNextFullSync() {
    Node other =
        new Node(
            NODE, "99999999-2222-3333-4444-555555555555", "10.0.0.9", null, null, LogIndexes.NONE);
    inCatalog(other);
    agent.services.registerService(service("web"), false);
    agent.sync.start();
    assertThat(catalogNode().id()).as("the name is taken").isEqualTo(other.id());
    assertThat(agent.catalogServices()).isEqualTo("web web []");
    assertThat(agent.state.image().inSync()).isTrue();
    agent.registrar.deregister(NODE, null, null).join();
    agent.time.advance(Duration.ofSeconds(120));
    assertThat(catalogNode().id()).isEqualTo(agent.identity.id());
  }

  @Test
  void aWriteWithoutAnAnswerDelaysTheRestForHalfAMinuteAndNoLonger() {
    agent.sync.start();
    agent.log.silent = true;
    agent.services.registerService(service("web"), false);
    var waiting = agent.sync.syncNow();
    assertThat(waiting).isNotDone();
    agent.time.advance(Duration.ofSeconds(30));
    // The next run, which the call asked for, began and waits for its own answer.
    agent.log.answerAll();
    agent.time.advance(Duration.ofSeconds(61));
    assertThat(waiting).isCompleted();
    assertThat(agent.state.image().inSync()).isTrue();
  }

  @Test
  void aChangeDuringAWriteIsWrittenAfterwards() {
    agent.services.registerService(service("web", ttl("a", "10s")), false);
    agent.log.silent = true;
    var first = agent.sync.start();
    agent.ttls.renew("a", CheckStatus.PASSING, "later");
    var second = agent.sync.syncNow();
    for (int i = 0; i < 5; i++) {
      agent.log.answerAll();
    }
    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(agent.catalogChecks()).isEqualTo("a passing later");
    assertThat(agent.state.image().inSync()).isTrue();
  }

  @Test
  void whileItIsPausedNothingIsWrittenAndThenAllAtOnce() {
    agent.sync.start();
    agent.sync.pause();
    agent.sync.pause();
    agent.services.registerService(service("web"), false);
    var waiting = agent.sync.syncNow();
    agent.sync.resume();
    assertThat(agent.catalogServices()).isEmpty();
    assertThat(waiting).isNotDone();
    agent.sync.resume();
    assertThat(agent.catalogServices()).isEqualTo("web web []");
    assertThat(waiting).isCompleted();
  }

  @Test
  void aNewServerIsComparedWithSoon() {
    agent.sync.start();
    inCatalog(agent.identity.toNode(), withService("stranger"));
    agent.sync.serverAppeared();
    agent.time.advance(Duration.ofSeconds(3));
    assertThat(agent.catalogServices()).isEmpty();
  }

  @Test
  void afterItsEndNothingIsWrittenAndNobodyWaits() {
    agent.sync.start();
    agent.sync.pause();
    agent.services.registerService(service("web"), false);
    var waiting = agent.sync.syncNow();
    agent.sync.close();
    agent.sync.resume();
    agent.time.advance(Duration.ofMinutes(5));
    assertThat(waiting).isCompleted();
    assertThat(agent.catalogServices()).isEmpty();
  }

  @Test
  void aThousandServicesComeInWritesOfWhichFewWaitAtATime() {
    for (int i = 0; i < 1000; i++) {
      agent.services.registerService(service("s" + i, ttl("c" + i, "10s")), false);
    }
    agent.log.silent = true;
    agent.sync.start();
    int most = 0;
    for (int before = 0; agent.log.commands.size() > before; ) {
      most = Math.max(most, agent.log.commands.size() - before);
      before = agent.log.commands.size();
      agent.log.answerOnce();
    }
    assertThat(most).isEqualTo(64);
    assertThat(agent.store.image().catalog().nodes().get(NODE.key()).services()).hasSize(1000);
    assertThat(agent.store.image().catalog().nodes().get(NODE.key()).checks()).hasSize(1000);
    assertThat(agent.state.image().inSync()).isTrue();
  }
}
