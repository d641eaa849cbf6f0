package org.lictor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lictor.agent.TestAgent.service;
import static org.lictor.agent.TestAgent.ttl;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lictor.model.CheckDefinition;
import org.lictor.model.CheckId;
import org.lictor.model.CheckStatus;
import org.lictor.model.GoDuration;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.Weights;
import org.lictor.registrar.Registration;

class AliasChecksTest {
  private final TestAgent agent = new TestAgent();

  private static CheckProposal alias(String node, String service) {
    CheckRecipe recipe = new CheckRecipe.Builder().aliasNode(node).aliasService(service).build();
    return new CheckProposal("alias", "alias", "", "", "", "", recipe, GoDuration.ZERO);
  }

  private void register(String node, String service, String status) {
    NodeName name = new NodeName(node);
    ServiceEntry entry =
        service.isEmpty()
            ? null
            : new ServiceEntry(
                name,
                new ServiceId(service),
                service,
                "",
                List.of(),
                "",
                null,
                null,
                0,
                "",
                Weights.DEFAULT,
                false,
                false,
                null,
                LogIndexes.NONE);
    HealthCheck check =
        new HealthCheck(
            name,
            new CheckId("alias"),
            "probe",
            status,
            "",
            "said " + status,
            service,
            service,
            List.of(),
            "",
            "",
            "",
            0,
            CheckDefinition.NONE,
            LogIndexes.NONE);
    Node other = new Node(name, "", "10.0.0.2", null, null, LogIndexes.NONE);
    agent.registrar.register(new Registration(other, false, entry, List.of(check))).join();
  }

  private String seen() {
    agent.time.advance(Duration.ofSeconds(2));
    var check = agent.state.image().check("alias");
    return check.status() + ": " + check.output();
  }

  @Test
  void aServiceThatIsNotThereIsCritical() {
    agent.services.registerCheck(alias("", "web"));
    assertThat(agent.state.image().check("alias").type()).isEqualTo("alias");
    assertThat(seen()).isEqualTo("critical: Service web could not be found on node n1");
  }

  @Test
  void aServiceWithoutChecksIsPassing() {
    agent.services.registerService(service("web"), false);
    agent.services.registerCheck(alias("", "web"));
    assertThat(seen()).isEqualTo("passing: No checks found.");
  }

  @Test
  void aServiceHereIsFollowedAtOnce() {
    agent.services.registerService(service("web", ttl("t", "10m"), ttl("u", "10m")), false);
    agent.services.registerCheck(alias("", "web"));
    assertThat(seen()).isEqualTo("critical: Aliased check \"name of t\" failing: ");
    agent.ttls.renew("t", CheckStatus.WARNING, "so so");
    agent.ttls.renew("u", CheckStatus.PASSING, "fine");
    assertThat(seen()).isEqualTo("warning: Aliased check \"name of t\" failing: so so");
    agent.ttls.renew("t", CheckStatus.PASSING, "fine");
    assertThat(seen()).isEqualTo("passing: All checks passing.");
    agent.services.deregisterService("web");
    assertThat(seen()).isEqualTo("critical: Service web could not be found on node n1");
  }

  @Test
  void anAliasOfTheNodeAndOneOfAServiceDoNotHoldEachOtherDown() {
    agent.services.registerService(service("web"), false);
    agent.services.registerCheck(alias("", "web"));
    agent.services.registerCheck(
        new CheckProposal(
            "other",
            "other",
            "",
            "",
            "",
            "",
            new CheckRecipe.Builder().aliasService("web").build(),
            GoDuration.ZERO));
    assertThat(seen()).isEqualTo("passing: No checks found.");
    assertThat(agent.state.image().check("other").status()).isEqualTo("passing");
  }

  @Test
  void anAliasThatIsTakenAwayFollowsNothing() {
    agent.services.registerCheck(alias("", "web"));
    assertThat(seen()).startsWith("critical");
    agent.services.deregisterCheck("alias");
    agent.services.registerService(service("web"), false);
    agent.time.advance(Duration.ofSeconds(5));
    assertThat(agent.state.image().check("alias")).isNull();
  }

  @Test
  void aServiceOfAnotherNodeIsFollowedInTheCatalog() {
    register("n3", "", "passing");
    agent.services.registerCheck(alias("n2", "db"));
    assertThat(seen()).isEqualTo("critical: Service db could not be found on node n2");
    register("n2", "db", "critical");
    assertThat(seen()).isEqualTo("critical: Aliased check \"probe\" failing: said critical");
    register("n2", "db", "passing");
    assertThat(seen()).isEqualTo("passing: All checks passing.");
  }

  @Test
  void aWholeNodeIsFollowedByItsOwnChecks() {
    register("n3", "", "passing");
    agent.services.registerCheck(alias("n2", ""));
    assertThat(seen()).isEqualTo("passing: No checks found.");
    register("n2", "", "warning");
    assertThat(seen()).isEqualTo("warning: Aliased check \"probe\" failing: said warning");
  }
}
