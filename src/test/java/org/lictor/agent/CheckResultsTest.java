package org.lictor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lictor.model.CheckStatus;

class CheckResultsTest {
  private final TestAgent agent =
      new TestAgent(
          new TableMemory(), new ManualScheduler(), new OutputRules(Duration.ofMinutes(5), false));

  @BeforeEach
  void start() {
    agent.services.registerCheck(TestAgent.ttl("a", "1h"));
    agent.sync.start();
    agent.ttls.renew("a", CheckStatus.PASSING, "one");
  }

  @Test
  void aMereOutputIsSentAfterHalfTheIntervalToOneAndAHalf() {
    agent.ttls.renew("a", CheckStatus.PASSING, "two");
    assertThat(agent.checks()).as("here it shows at once").isEqualTo("a passing two");
    agent.time.advance(Duration.ofSeconds(149));
    agent.ttls.renew("a", CheckStatus.PASSING, "three");
    assertThat(agent.catalogChecks()).isEqualTo("a passing one");
    agent.time.advance(Duration.ofSeconds(301));
    assertThat(agent.catalogChecks())
        .as("the last one, with the first wait")
        .isEqualTo("a passing three");
  }

  @Test
  void aFullSyncDoesNotSendAnOutputThatWaits() {
    agent.ttls.renew("a", CheckStatus.PASSING, "two");
    agent.sync.syncFully();
    assertThat(agent.catalogChecks()).isEqualTo("a passing one");
  }

  @Test
  void aNewStatusIsSentAtOnceWithTheOutputThatWaited() {
    agent.ttls.renew("a", CheckStatus.PASSING, "two");
    agent.ttls.renew("a", CheckStatus.WARNING, "three");
    assertThat(agent.catalogChecks()).isEqualTo("a warning three");
    int before = agent.log.commands.size();
    agent.time.advance(Duration.ofSeconds(451));
    assertThat(agent.log.commands).as("nothing waits any more").hasSize(before);
  }

  @Test
  void withoutAnIntervalEachOutputIsSent() {
    agent.results.rules(new OutputRules(Duration.ZERO, false));
    agent.ttls.renew("a", CheckStatus.PASSING, "two");
    assertThat(agent.catalogChecks()).isEqualTo("a passing two");
  }

  @Test
  void outputThatIsNotWantedIsNotKept() {
    agent.results.rules(new OutputRules(Duration.ofMinutes(5), true));
    agent.ttls.renew("a", CheckStatus.WARNING, "secret");
    assertThat(agent.checks()).isEqualTo("a warning");
    assertThat(agent.catalogChecks()).isEqualTo("a warning");
    assertThat(agent.memory.states.get("a").output()).isEmpty();
  }

  @Test
  void onlyANewStatusIsNewsToTheMemory() {
    int before = agent.memory.news;
    agent.ttls.renew("a", CheckStatus.PASSING, "two");
    agent.ttls.renew("a", CheckStatus.PASSING, "three");
    assertThat(agent.memory.news).isEqualTo(before);
    agent.ttls.renew("a", CheckStatus.CRITICAL, "");
    assertThat(agent.memory.news).isEqualTo(before + 1);
    assertThat(agent.memory.states.get("a").status()).isEqualTo(CheckStatus.CRITICAL);
    assertThat(agent.memory.states.get("a").expires())
        .isEqualTo(agent.time.instant().plus(Duration.ofHours(1)));
  }
}
