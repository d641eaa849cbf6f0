package org.lictor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lictor.agent.TestAgent.service;
import static org.lictor.agent.TestAgent.tcp;
import static org.lictor.agent.TestAgent.ttl;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lictor.check.ProbeResult;
import org.lictor.model.CheckStatus;
import org.lictor.registrar.InvalidRequestException;

class LocalServicesTest {
  private final TestAgent agent = new TestAgent();

  @Test
  void aServiceIsThereWithItsChecksAndKept() {
    agent.services.registerService(service("web", ttl("", "10s"), tcp("own", "a:1")), false);
    assertThat(agent.state.image().services()).containsOnlyKeys("web");
    assertThat(agent.checks()).isEqualTo("own critical; service:web:1 critical");
    assertThat(agent.memory.services).containsOnlyKeys("web");
    assertThat(agent.memory.checks).containsOnlyKeys("own", "service:web:1");
    var check = agent.state.image().check("SERVICE:WEB:1");
    assertThat(check.serviceName()).isEqualTo("web");
    assertThat(check.type() + check.interval() + check.timeout()).isEqualTo("ttl0s0s");
  }

  @Test
  void aServiceWithOneBadCheckLeavesNothingBehind() {
    assertThatThrownBy(
            () ->
                agent.services.registerService(service("web", ttl("a", "10s"), tcp("", "")), false))
        .isInstanceOf(BadProposalException.class);
    assertThat(agent.state.image().services()).isEmpty();
    assertThat(agent.memory.checks).isEmpty();
    assertThat(agent.schedule.size()).isZero();
  }

  @Test
  void whatCannotBeKeptIsNotRegistered() {
    agent.memory.failure = new MemoryFailedException("disk full", new IOException());
    assertThatThrownBy(() -> agent.services.registerService(service("web", ttl("a", "10s")), false))
        .isSameAs(agent.memory.failure);
    assertThat(agent.state.image().services()).isEmpty();
    assertThat(agent.schedule.size()).isZero();
  }

  @Test
  void whatCannotBeKeptLeavesInPlaceWhatItWasToReplace() {
    agent.services.registerService(
        service("id", "web", List.of("x"), ttl("a", "10s"), ttl("b", "10s")), false);
    agent.ttls.renew("a", CheckStatus.PASSING, "fine");
    agent.sync.start();
    agent.memory.failure = new MemoryFailedException("disk full", new IOException());
    assertThatThrownBy(
            () ->
                agent.services.registerService(
                    service("id", "other", List.of("y"), ttl("a", "99s"), ttl("c", "10s")), true))
        .isSameAs(agent.memory.failure);
    assertThat(agent.state.image().service("id").name()).isEqualTo("web");
    assertThat(agent.checks()).isEqualTo("a passing fine; b critical");
    assertThat(agent.schedule.size()).isEqualTo(2);
    assertThat(agent.catalogServices()).isEqualTo("id web [x]");
    assertThat(agent.catalogChecks()).isEqualTo("a passing fine; b critical");
    agent.pass(Duration.ofSeconds(10));
    assertThat(agent.checks()).isEqualTo("a critical TTL expired; b critical TTL expired");
  }

  @Test
  void aCheckThatCannotBeKeptLeavesInPlaceWhatItWasToReplace() {
    agent.services.registerCheck(ttl("a", "10s"));
    agent.ttls.renew("a", CheckStatus.PASSING, "fine");
    agent.sync.start();
    agent.memory.failure = new MemoryFailedException("disk full", new IOException());
    for (String id : List.of("a", "b")) {
      assertThatThrownBy(() -> agent.services.registerCheck(ttl(id, "99s")))
          .isSameAs(agent.memory.failure);
    }
    assertThat(agent.checks()).isEqualTo("a passing fine");
    assertThat(agent.catalogChecks()).isEqualTo("a passing fine");
    assertThat(agent.schedule.size()).isEqualTo(1);
    agent.pass(Duration.ofSeconds(10));
    assertThat(agent.checks()).isEqualTo("a critical TTL expired");
  }

  @Test
  void theCatalogHearsOfAServiceWhileItIsWritten() {
    agent.sync.start();
    List<String> seen = new ArrayList<>();
    agent.memory.onChange = () -> seen.add(agent.catalogServices());
    agent.services.registerService(service("id", "web", List.of("x")), false);
    assertThat(seen).containsExactly("id web [x]");
  }

  @Test
  void whatCannotBeForgottenStays() {
    agent.services.registerService(service("web", ttl("a", "10s")), false);
    agent.memory.failure = new MemoryFailedException("disk full", new IOException());
    assertThatThrownBy(() -> agent.services.deregisterService("web"))
        .isSameAs(agent.memory.failure);
    assertThat(agent.checks()).isEqualTo("a critical");
    assertThat(agent.schedule.size()).isEqualTo(1);
  }

  @Test
  void reRegisteringKeepsStatesAndUnmentionedChecksUnlessTheyAreReplaced() {
    agent.services.registerService(service("web", ttl("a", "10s"), ttl("b", "10s")), false);
    agent.ttls.renew("a", CheckStatus.PASSING, "fine");
    agent.services.registerService(service("web", ttl("a", "20s")), false);
    assertThat(agent.checks()).isEqualTo("a passing fine; b critical");
    agent.services.registerService(service("web", ttl("a", "20s")), true);
    assertThat(agent.checks()).isEqualTo("a passing fine");
    assertThat(agent.schedule.size()).isEqualTo(1);
    assertThat(agent.memory.checks).containsOnlyKeys("a");
    agent.pass(Duration.ofSeconds(19));
    assertThat(agent.checks()).isEqualTo("a passing fine");
    agent.pass(Duration.ofSeconds(1));
    assertThat(agent.checks()).isEqualTo("a critical TTL expired");
  }

  @Test
  void theChecksOfAServiceShowItsPresentNameAndTags() {
    agent.services.registerService(service("id", "web", List.of("x"), ttl("a", "10s")), false);
    agent.services.registerService(service("id", "shop", List.of("y")), false);
    assertThat(agent.state.image().check("a").serviceName()).isEqualTo("shop");
    assertThat(agent.state.image().check("a").serviceTags()).containsExactly("y");
  }

  @Test
  void aCheckNeedsItsServiceAndMayMoveToAnother() {
    assertThatThrownBy(() -> agent.services.registerCheck(ttl("a", "10s").ofService("zz")))
        .isInstanceOf(NotRegisteredException.class)
        .hasMessage("ServiceID \"zz\" does not exist");
    agent.services.registerService(service("web", ttl("a", "10s")), false);
    agent.services.registerService(service("shop"), false);
    agent.services.registerCheck(ttl("a", "10s").ofService("SHOP"));
    assertThat(agent.state.image().check("a").serviceId()).isEqualTo("shop");
    agent.services.deregisterService("web");
    assertThat(agent.checks()).isEqualTo("a critical");
  }

  @Test
  void deregisteringAServiceTakesItsChecksMaintenanceAndStatesWithIt() {
    agent.services.registerService(service("web", ttl("a", "10s")), false);
    agent.ttls.renew("a", CheckStatus.PASSING, "");
    agent.maintenance.service("web", true, "");
    agent.services.registerCheck(ttl("node", "10s"));
    agent.services.deregisterService("WEB");
    assertThat(agent.checks()).isEqualTo("node critical");
    assertThat(agent.memory.services).isEmpty();
    assertThat(agent.memory.checks).containsOnlyKeys("node");
    assertThat(agent.memory.states).isEmpty();
    assertThat(agent.schedule.size()).isEqualTo(1);
  }

  @Test
  void unknownIdsAreNamed() {
    assertThatThrownBy(() -> agent.services.deregisterService("zz"))
        .isInstanceOf(NotRegisteredException.class)
        .hasMessage(
            "Unknown service ID \"zz\". Ensure that the service ID is passed, not the service name.");
    String check =
        "Unknown check ID \"zz\". Ensure that the check ID is passed, not the check name.";
    assertThatThrownBy(() -> agent.services.deregisterCheck("zz"))
        .isInstanceOf(NotRegisteredException.class)
        .hasMessage(check);
    assertThatThrownBy(() -> agent.ttls.renew("zz", CheckStatus.PASSING, ""))
        .isInstanceOf(NotRegisteredException.class)
        .hasMessage(check);
    agent.services.registerCheck(tcp("nope", "a:1"));
    assertThatThrownBy(() -> agent.ttls.renew("nope", CheckStatus.PASSING, ""))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("CheckID \"nope\" does not have associated TTL");
  }

  @Test
  void aProbeSetsTheStateUntilItsCheckIsGone() {
    agent.findings.put("a:1", new ProbeResult(CheckStatus.PASSING, "open"));
    agent.services.registerCheck(tcp("c", "a:1"));
    agent.pass(Duration.ofSeconds(10));
    assertThat(agent.checks()).isEqualTo("c passing open");
    agent.findings.put("a:1", new ProbeResult(CheckStatus.WARNING, "slow"));
    agent.pass(Duration.ofSeconds(11));
    assertThat(agent.checks()).isEqualTo("c warning slow");
    agent.services.deregisterCheck("c");
    agent.pass(Duration.ofSeconds(20));
    assertThat(agent.checks()).isEmpty();
  }

  @Test
  void aResultOfAFormerRegistrationIsDropped() {
    agent.services.registerCheck(ttl("a", "10s"));
    long former = agent.state.image().checks.get("a").registration();
    agent.services.registerCheck(ttl("a", "20s"));
    agent
        .results
        .listenerOf(former)
        .checked(new org.lictor.model.CheckId("a"), CheckStatus.PASSING, "late");
    assertThat(agent.checks()).isEqualTo("a critical");
  }

  @Test
  void anOutputLimitCutsWhatATtlCheckIsTold() {
    CheckRecipe recipe =
        new CheckRecipe.Builder()
            .ttl(org.lictor.model.GoDuration.parse("10s"))
            .outputMaxSize(3)
            .build();
    agent.services.registerCheck(TestAgent.check("c12", "", recipe));
    agent.ttls.renew("c12", CheckStatus.WARNING, "abcdefghi");
    assertThat(agent.checks()).isEqualTo("c12 warning abc ... (captured 3 of 9 bytes)");
  }

  @Test
  void aServiceThatIsCriticalForTooLongIsTakenBack() {
    CheckProposal check =
        new CheckProposal(
            "a",
            "a",
            "",
            "",
            "",
            "",
            ttl("a", "10s").recipe(),
            org.lictor.model.GoDuration.parse("90s"));
    agent.services.registerService(service("web", check), false);
    agent.services.registerCheck(
        new CheckProposal(
            "node",
            "node",
            "",
            "",
            "",
            "",
            check.recipe(),
            check.deregisterCriticalServiceAfter()));
    agent.reaper.start(agent.time);
    agent.pass(Duration.ofSeconds(60));
    agent.ttls.renew("a", CheckStatus.PASSING, "");
    agent.pass(Duration.ofSeconds(95));
    assertThat(agent.state.image().services())
        .as("85 s after its TTL ran out")
        .containsOnlyKeys("web");
    agent.pass(Duration.ofSeconds(30));
    assertThat(agent.state.image().services()).isEmpty();
    assertThat(agent.checks())
        .as("a check of the node has no service to take back")
        .isEqualTo("node critical TTL expired");
  }

  @Test
  void healthOfAServiceIsItsWorstCheckTheNodesAmongThem() {
    agent.services.registerService(service("w1", "web", List.of(), ttl("a", "10s")), false);
    agent.services.registerService(service("w2", "web", List.of()), false);
    assertThat(InstanceHealth.of(agent.state.image(), "zz")).isNull();
    assertThat(InstanceHealth.of(agent.state.image(), "w1").status()).isEqualTo("critical");
    assertThat(InstanceHealth.of(agent.state.image(), "w2").status()).isEqualTo("passing");
    agent.services.registerCheck(ttl("node", "10s"));
    agent.ttls.renew("node", CheckStatus.WARNING, "");
    assertThat(InstanceHealth.named(agent.state.image(), "web"))
        .extracting(InstanceHealth::status)
        .containsExactly("critical", "warning");
    agent.maintenance.service("w2", true, "");
    assertThat(InstanceHealth.worst(InstanceHealth.named(agent.state.image(), "web")))
        .isEqualTo("maintenance");
  }

  @Test
  void aWaiterHearsOfTheNextChange() {
    LocalImage seen = agent.state.image();
    var waiting = agent.state.changeAfter(seen);
    assertThat(waiting).isNotDone();
    String hash = ContentHash.of(TestAgent.entry(TestAgent.NODE, "web"));
    agent.services.registerService(service("web"), false);
    assertThat(waiting).isDone();
    assertThat(agent.state.changeAfter(seen)).isDone();
    assertThat(hash)
        .matches("[1-9a-f][0-9a-f]*")
        .isNotEqualTo(ContentHash.of(TestAgent.entry(TestAgent.NODE, "web", "x")));
  }
}
