package org.lictor.it.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lictor.it.linear.Action.Cas;
import org.lictor.it.linear.Action.Read;
import org.lictor.it.linear.Action.Write;

class LinearizabilityTest {
  private final History history = new History();

  @Test
  void anEmptyHistoryIsLinearizable() {
    assertLinearizable();
  }

  @Test
  void whatOneClientDoesInTurnIsLinearizable() {
    ok(0, 1, new Read(null));
    ok(2, 3, new Write("a"));
    ok(4, 5, new Read("a", 7));
    ok(6, 7, new Cas("a", "b", true));
    ok(8, 9, new Cas("a", "c", false));
    ok(10, 11, new Read("b", 8));
    assertLinearizable();
  }

  @Test
  void overlappingWritesMayComeInEitherOrder() {
    ok(0, 10, new Write("a"));
    ok(0, 10, new Write("b"));
    ok(11, 12, new Read("a"));
    assertLinearizable();
  }

  @Test
  void aReadDuringAWriteMaySeeEither() {
    ok(0, 1, new Write("a"));
    ok(2, 9, new Write("b"));
    ok(3, 4, new Read("a"));
    ok(5, 6, new Read("b"));
    assertLinearizable();
  }

  @Test
  void aStaleReadAfterACompletedWriteIsCaught() {
    ok(0, 1, new Write("a"));
    ok(2, 3, new Write("b"));
    ok(4, 5, new Read("a"));
    assertViolation("Read[value=a");
  }

  @Test
  void anAbsentKeyAfterACompletedWriteIsCaught() {
    ok(0, 1, new Write("a"));
    ok(2, 3, new Read(null));
    assertViolation("the key then holds a");
  }

  @Test
  void aValueThatNobodyWroteIsCaught() {
    ok(0, 1, new Read("nobody's"));
    assertViolation("nobody's");
  }

  @Test
  void aReadOfTheFutureIsCaught() {
    ok(0, 1, new Read("a"));
    ok(2, 3, new Write("a"));
    assertViolation("Read[value=a");
  }

  @Test
  void aLostUpdateIsCaught() {
    ok(0, 1, new Write("a"));
    ok(2, 5, new Cas("a", "b", true));
    ok(3, 6, new Write("c"));
    ok(7, 8, new Read("a"));
    assertViolation("Read[value=a");
  }

  @Test
  void twoSwapsOfTheSameBaseAreCaught() {
    ok(0, 1, new Write("a"));
    ok(2, 5, new Cas("a", "b", true));
    ok(2, 5, new Cas("a", "c", true));
    assertViolation("swapped=true");
  }

  @Test
  void aSwapOfAnAbsentKeyHappensOnce() {
    ok(0, 5, new Cas(null, "a", true));
    ok(0, 5, new Cas(null, "b", true));
    assertViolation("swapped=true");
  }

  @Test
  void aRefusedSwapOfWhatIsThereIsCaught() {
    ok(0, 1, new Write("a"));
    ok(2, 3, new Cas("a", "b", false));
    assertViolation("swapped=false");
  }

  @Test
  void theValueOfARefusedSwapIsNeverSeen() {
    ok(0, 1, new Write("a"));
    ok(2, 3, new Cas(null, "b", false));
    ok(4, 5, new Read("b"));
    assertViolation("Read[value=b");
  }

  @Test
  void theValueOfAFailedWriteIsNeverSeen() {
    add(Outcome.FAILED, 0, 1, new Write("a"));
    ok(2, 3, new Read("a"));
    assertViolation("Read[value=a");
  }

  @Test
  void readsThatGoBackAreCaught() {
    ok(0, 1, new Write("a"));
    ok(2, 20, new Write("b"));
    ok(3, 4, new Read("b"));
    ok(5, 6, new Read("a"));
    assertViolation("Read[value=a");
  }

  @Test
  void anUnknownWriteMayTakeEffectLate() {
    ok(0, 1, new Write("a"));
    unknown(2, new Write("b"));
    ok(4, 5, new Read("a"));
    ok(6, 7, new Write("c"));
    ok(8, 9, new Read("b"));
    assertLinearizable();
  }

  @Test
  void anUnknownWriteMayNeverTakeEffect() {
    ok(0, 1, new Write("a"));
    unknown(2, new Write("b"));
    unknown(2, new Cas("a", "c", false));
    ok(8, 9, new Read("a"));
    assertLinearizable();
  }

  @Test
  void anUnknownWriteTakesEffectOnceOnly() {
    unknown(0, new Write("a"));
    ok(1, 2, new Read("a"));
    ok(3, 4, new Write("b"));
    ok(5, 6, new Read("a"));
    assertViolation("Read[value=a");
  }

  @Test
  void anUnknownWriteTakesNoEffectBeforeItIsInvoked() {
    ok(0, 1, new Read("a"));
    unknown(2, new Write("a"));
    assertViolation("Read[value=a");
  }

  @Test
  void anUnknownSwapStillNeedsItsBase() {
    ok(0, 1, new Write("a"));
    ok(2, 3, new Write("b"));
    unknown(4, new Cas("a", "c", false));
    ok(5, 6, new Read("c"));
    assertViolation("Read[value=c");
  }

  @Test
  void unknownOnesMayFollowEachOther() {
    unknown(0, new Cas("b", "c", false));
    unknown(0, new Cas("a", "b", false));
    unknown(0, new Write("a"));
    ok(1, 2, new Read("c"));
    assertLinearizable();
  }

  @Test
  void unknownSwapsInACircleExplainNothing() {
    unknown(0, new Cas("b", "a", false));
    unknown(0, new Cas("a", "b", false));
    ok(1, 2, new Read("b"));
    assertViolation("Read[value=b");
  }

  @Test
  void anUnknownWriteExplainsARefusedSwap() {
    ok(0, 1, new Write("a"));
    unknown(2, new Write("b"));
    ok(3, 4, new Cas("a", "c", false));
    ok(5, 6, new Cas("a", "d", false));
    assertLinearizable();
    ok(7, 8, new Read("a"));
    assertViolation("Read[value=a");
  }

  @Test
  void aWriteAppliedTwiceIsCaughtByItsIndexes() {
    ok(0, 1, new Write("a"));
    ok(2, 3, new Read("a", 7));
    ok(4, 5, new Read("a", 8));
    assertViolation("applied twice");
  }

  @Test
  void twoValuesAtOneIndexAreCaught() {
    ok(0, 1, new Write("a"));
    ok(2, 3, new Read("a", 7));
    ok(4, 5, new Write("b"));
    ok(6, 7, new Read("b", 7));
    assertViolation("both seen written at 7");
  }

  @Test
  void anIndexThatGoesBackIsCaught() {
    ok(0, 1, new Write("a"));
    ok(2, 3, new Read("a", 7));
    ok(4, 5, new Write("b"));
    ok(6, 7, new Read("b", 6));
    assertViolation("none of these fits");
  }

  @Test
  void keysAreIndependent() {
    history.add(new Operation(0, "one", new Write("a"), Outcome.OK, 0, 1));
    history.add(new Operation(0, "two", new Read(null), Outcome.OK, 2, 3));
    history.add(new Operation(0, "two", new Read("a"), Outcome.OK, 4, 5));
    assertThat(Linearizability.violations(history)).containsOnlyKeys("two");
  }

  @Test
  @Timeout(60)
  void largeHistoriesWithTroubleAreDecided() {
    for (long seed = 0; seed < 10; seed++) {
      List<Operation> operations = new RegisterSimulation(new Random(seed), 8, 5).run(16, 5_000);
      assertThat(operations).hasSize(5_000);
      assertThat(violationsOf(operations)).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  @Timeout(60)
  void oneStaleReadInALargeHistoryIsFound() {
    for (long seed = 0; seed < 10; seed++) {
      List<Operation> operations = new RegisterSimulation(new Random(seed), 8, 5).run(16, 5_000);
      Operation last = lastSeenTwice(operations);
      operations.add(
          new Operation(
              99, last.key(), firstRead(operations, last.key()), Outcome.OK, 1L << 40, 1L << 41));
      assertThat(violationsOf(operations)).as("seed %d", seed).containsOnlyKeys(last.key());
    }
  }

  private static Operation lastSeenTwice(List<Operation> operations) {
    return operations.stream()
        .filter(o -> o.action() instanceof Read read && read.value() != null)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static Action firstRead(List<Operation> operations, String key) {
    return operations.stream()
        .filter(o -> o.key().equals(key))
        .map(Operation::action)
        .filter(action -> action instanceof Read read && read.value() != null)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Timeout(120)
  void onTinyHistoriesTheSearchAgreesWithTryingEveryOrder() {
    int violations = 0;
    for (long seed = 0; seed < 60_000; seed++) {
      Random random = new Random(seed);
      List<Operation> operations = new RegisterSimulation(random, 1, 40).run(4, 8);
      assertThat(Linearizability.violation(operations)).as("seed %d", seed).isEmpty();
      List<Operation> mutated = mutated(operations, random);
      boolean allowed = EveryOrder.allows(mutated);
      assertThat(Linearizability.violation(mutated).isEmpty())
          .as("seed %d: %s", seed, mutated)
          .isEqualTo(allowed);
      violations += allowed ? 0 : 1;
    }
    assertThat(violations).isBetween(6_000, 54_000);
  }

  private static List<Operation> mutated(List<Operation> operations, RandomGenerator random) {
    List<Operation> mutated = new ArrayList<>(operations);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(mutated.size());
      mutated.set(at, mutation(mutated.get(at), mutated, random));
    }
    mutated.sort(Comparator.comparingLong(Operation::invoked));
    return mutated;
  }

  private static Operation mutation(
      Operation operation, List<Operation> all, RandomGenerator random) {
    Action action = operation.action();
    long invoked = operation.invoked();
    long returned = operation.returned();
    Outcome outcome = operation.outcome();
    switch (random.nextInt(5)) {
      case 0 -> invoked = random.nextLong(returned + 1);
      case 1 -> returned = random.nextLong(invoked, invoked + 20);
      case 2 -> outcome = action instanceof Read ? outcome : Outcome.values()[random.nextInt(3)];
      default -> action = withOtherAnswer(action, all, random);
    }
    return new Operation(operation.client(), operation.key(), action, outcome, invoked, returned);
  }

  private static Action withOtherAnswer(
      Action action, List<Operation> all, RandomGenerator random) {
    String other = all.get(random.nextInt(all.size())).written();
    if (action instanceof Read read) {
      return new Read(other, random.nextBoolean() ? 0 : read.index());
    }
    if (action instanceof Cas cas) {
      return random.nextBoolean()
          ? new Cas(cas.expected(), cas.value(), !cas.swapped())
          : new Cas(cas.value().equals(other) ? null : other, cas.value(), cas.swapped());
    }
    return action;
  }

  private static Map<String, String> violationsOf(List<Operation> operations) {
    History all = new History();
    operations.forEach(all::add);
    return Linearizability.violations(all);
  }

  private void ok(long invoked, long returned, Action action) {
    add(Outcome.OK, invoked, returned, action);
  }

  private void unknown(long invoked, Action action) {
    add(Outcome.UNKNOWN, invoked, invoked + 1, action);
  }

  private void add(Outcome outcome, long invoked, long returned, Action action) {
    history.add(new Operation(0, "key", action, outcome, invoked, returned));
  }

  private void assertLinearizable() {
    Linearizability.require(history);
    assertThat(EveryOrder.allows(history.operations())).isTrue();
  }

  private void assertViolation(String part) {
    assertThatThrownBy(() -> Linearizability.require(history))
        .isInstanceOf(NotLinearizableException.class)
        .hasMessageContaining(part);
    assertThat(EveryOrder.allows(history.operations())).isFalse();
  }
}
