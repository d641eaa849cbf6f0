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
import org.lictor.it.linear.Outcome;

@Timeout(60)
class TransactionWorkloadTest {
  private static TransactionWorkload on(FakeTransactions store) {
    return new TransactionWorkload(
        new TxnClient(List.of(store.url()), Duration.ofSeconds(5)), "groups", 2);
  }

  @Test
  void aGoodStorePasses() throws Exception {
    try (FakeTransactions store = new FakeTransactions(FakeTransactions.Defect.NONE)) {
      TransactionWorkload workload = on(store);
      Limited.run(workload, 1_000);
      assertThat(workload.readAll(new Random(1))).isTrue();
      Linearizability.require(workload.calls(), TransactionWorkload.MODEL);
      assertThat(workload.calls().count(Outcome.OK)).isGreaterThan(1_000);
      assertThat(workload.acknowledged()).isGreaterThan(200);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aBadStoreIsNotLinearizable(FakeTransactions.Defect defect) throws Exception {
    try (FakeTransactions store = new FakeTransactions(defect)) {
      TransactionWorkload workload = on(store);
      Limited.run(workload, 1_000);
      assertThat(Linearizability.violations(workload.calls(), TransactionWorkload.MODEL))
          .isNotEmpty();
    }
  }
}
