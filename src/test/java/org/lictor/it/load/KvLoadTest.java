package org.lictor.it.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lictor.it.linear.Linearizability;
import org.lictor.it.linear.Outcome;

@Timeout(60)
class KvLoadTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private final Random random = new Random(1);

  private static KvClient client(FakeKv store) {
    return new KvClient(List.of(store.url()), TIMEOUT);
  }

  @Test
  void aGoodStorePassesAll() throws Exception {
    try (FakeKv store = new FakeKv(FakeKv.Defect.NONE)) {
      RegisterWorkload registers =
          new RegisterWorkload(client(store), ReadMode.DEFAULT, "registers", 4);
      OwnKeysWorkload ownKeys = new OwnKeysWorkload(client(store), "own");
      CounterWorkload counter = new CounterWorkload(client(store), ReadMode.CONSISTENT, "counter");
      Limited.run(registers, 2_000);
      Limited.run(ownKeys, 200);
      Limited.run(counter, 200);
      assertThat(registers.readAll(random)).isTrue();
      Linearizability.require(registers.history());
      assertThat(registers.history().count(Outcome.OK)).isGreaterThan(2_000);
      assertThat(registers.lost()).isEmpty();
      assertThat(ownKeys.problems()).isEmpty();
      assertThat(ownKeys.acknowledged().count()).isEqualTo(200);
      assertThat(counter.problems()).isEmpty();
      assertThat(counter.acknowledged()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aBadStoreIsNotLinearizable(FakeKv.Defect defect) throws Exception {
    try (FakeKv store = new FakeKv(defect)) {
      RegisterWorkload registers =
          new RegisterWorkload(client(store), ReadMode.DEFAULT, "registers", 4);
      Limited.run(registers, 2_000);
      assertThat(Linearizability.violations(registers.history())).isNotEmpty();
    }
  }

  @Test
  void writesThatAreLostOrAppliedTwiceAreFound() throws Exception {
    try (FakeKv losing = new FakeKv(FakeKv.Defect.LOST_WRITES);
        FakeKv twice = new FakeKv(FakeKv.Defect.DOUBLE_WRITES)) {
      OwnKeysWorkload lost = new OwnKeysWorkload(client(losing), "own");
      Limited.run(lost, 200);
      assertThat(lost.problems()).hasSize(10).allMatch(p -> p.contains("not there"));
      OwnKeysWorkload doubled = new OwnKeysWorkload(client(twice), "own");
      Limited.run(doubled, 200);
      assertThat(doubled.problems()).hasSize(9).allMatch(p -> p.contains("more than once"));
    }
  }

  @Test
  void aStoreThatDoesNotCompareCannotCount() throws Exception {
    try (FakeKv store = new FakeKv(FakeKv.Defect.CAS_WITHOUT_CONDITION)) {
      CounterWorkload counter = new CounterWorkload(client(store), ReadMode.DEFAULT, "counter");
      assertThatThrownBy(() -> Limited.run(counter, 2_000))
          .rootCause()
          .hasMessageContaining("two raises to the same number");
    }
  }

  @Test
  void theCounterAllowsForUnknownRaises() {
    CounterWorkload counter = new CounterWorkload(null, ReadMode.DEFAULT, "counter");
    counter.note(1, new KvClient.Written(Outcome.OK, true));
    counter.note(2, new KvClient.Written(Outcome.UNKNOWN, false));
    counter.note(2, new KvClient.Written(Outcome.OK, false));
    assertThat(counter.problems(0)).hasSize(1);
    assertThat(counter.problems(1)).isEmpty();
    assertThat(counter.problems(2)).isEmpty();
    assertThat(counter.problems(3)).hasSize(1);
  }

  @Test
  void anOwnKeyOfUnknownOutcomeMayBeThereButNotAFailedOne() {
    OwnKeysWorkload ownKeys = new OwnKeysWorkload(null, "own");
    ownKeys.note("a", "1", Outcome.UNKNOWN);
    ownKeys.note("b", "2", Outcome.FAILED);
    assertThat(ownKeys.problems(List.of())).isEmpty();
    assertThat(ownKeys.problems(List.of(new KvClient.Entry("a", "1", 5, 5)))).isEmpty();
    assertThat(ownKeys.problems(List.of(new KvClient.Entry("b", "2", 5, 5)))).hasSize(1);
  }
}
