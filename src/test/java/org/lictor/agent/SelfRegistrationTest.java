package org.lictor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.lictor.consensus.NoLeaderException;
import org.lictor.model.CheckStatus;
import org.lictor.registrar.Registration;

class SelfRegistrationTest {
  private final TestAgent agent = new TestAgent();
  private final SelfRegistration self =
      new SelfRegistration(
          agent.identity, agent.registrar, agent.registry, 8300, Map.of("version", "1.21.4"));

  @Test
  void aServerIsInTheCatalogAliveAndOnceOnly() {
    assertThat(self.register().join()).isTrue();
    assertThat(agent.catalogServices()).isEqualTo("consul consul []");
    assertThat(agent.catalogChecks()).isEqualTo("serfHealth passing Agent alive and reachable");
    assertThat(self.register().join()).isFalse();
    agent.sync.start();
    assertThat(agent.log.commands).as("nor does its own agent find anything to change").hasSize(1);
  }

  @Test
  void whatWasSaidOfItMeanwhileIsPutRight() {
    self.register().join();
    agent
        .registrar
        .register(
            new Registration(
                agent.identity.toNode(),
                true,
                null,
                List.of(TestAgent.health(TestAgent.NODE, "serfHealth", "", CheckStatus.CRITICAL))))
        .join();
    assertThat(self.register().join()).isTrue();
    assertThat(agent.catalogChecks()).isEqualTo("serfHealth passing Agent alive and reachable");
  }

  @Test
  void withoutALeaderItFails() {
    agent.log.failure = new NoLeaderException();
    assertThatThrownBy(() -> self.register().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(NoLeaderException.class);
  }
}
