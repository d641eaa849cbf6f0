package org.lictor.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lictor.it.linear.Linearizability;

@Timeout(60)
class LockWorkloadTest {
  private static LockWorkload on(FakeLocks store) {
    return new LockWorkload(
        new LockClient(List.of(store.url()), Duration.ofSeconds(5)), "locks", 2);
  }

  @Test
  void aGoodStorePasses() throws Exception {
    try (FakeLocks store = new FakeLocks(FakeLocks.Defect.NONE)) {
      LockWorkload workload = on(store);
      Limited.run(workload, 1_000);
      assertThat(workload.readAll(new Random(1))).isTrue();
      Linearizability.require(workload.calls(), LockWorkload.MODEL);
      assertThat(workload.taken()).isGreaterThan(100);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aBadStoreIsNotLinearizable(FakeLocks.Defect defect) throws Exception {
    try (FakeLocks store = new FakeLocks(defect)) {
      LockWorkload workload = on(store);
      Limited.run(workload, 1_000);
      assertThat(Linearizability.violations(workload.calls(), LockWorkload.MODEL)).isNotEmpty();
    }
  }
}
