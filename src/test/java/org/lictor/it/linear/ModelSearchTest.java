package org.lictor.it.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lictor.it.linear.LockAction.Acquire;
import org.lictor.it.linear.LockAction.End;
import org.lictor.it.linear.LockAction.Look;
import org.lictor.it.linear.LockAction.Release;
import org.lictor.it.linear.LockAction.Taken;
import org.lictor.it.linear.Transaction.Cas;
import org.lictor.it.linear.Transaction.Read;
import org.lictor.it.linear.Transaction.Step;
import org.lictor.it.linear.Transaction.Write;

class ModelSearchTest {
  private final Calls<Transaction> transactions = new Calls<>();
  private final Calls<LockAction> locks = new Calls<>();

  // ---- transactions

  @Test
  void whatOneClientDoesInTurnIsLinearizable() {
    ok(0, 1, sees(null, null));
    ok(2, 3, done(new Write(0, "a"), new Write(1, "b")));
    ok(4, 5, done(new Cas(0, "a", "c"), new Read(1, "b")));
    ok(6, 7, refused(new Cas(0, "a", "d"), new Write(1, "e")));
    ok(8, 9, sees("c", "b"));
    assertTransactions(true);
  }

  @Test
  void aTransactionSeenByHalfIsCaught() {
    ok(0, 9, done(new Write(0, "a"), new Write(1, "b")));
    ok(2, 3, sees("a", null));
    assertTransactions(false);
  }

  @Test
  void whatARefusedTransactionWroteIsNeverSeen() {
    ok(0, 1, done(new Write(1, "b")));
    ok(2, 3, refused(new Write(0, "a"), new Cas(1, null, "c")));
    ok(4, 5, sees("a", "b"));
    assertTransactions(false);
  }

  @Test
  void aRefusalForNoReasonIsCaught() {
    ok(0, 1, done(new Write(0, "a")));
    ok(2, 3, refused(new Cas(0, "a", "b"), new Cas(1, null, "c")));
    assertTransactions(false);
  }

  @Test
  void groupsOfKeysDoNotSwapTheirOrder() {
    ok(0, 9, done(new Write(0, "a"), new Write(1, "b")));
    ok(0, 9, done(new Write(0, "c"), new Write(1, "d")));
    ok(10, 11, sees("a", "d"));
    assertTransactions(false);
  }

  @Test
  void anUnknownTransactionIsThereWholeAndLateOrNotAtAll() {
    unknown(0, done(new Write(0, "a"), new Write(1, "b")));
    ok(2, 3, sees(null, null));
    assertTransactions(true);
    ok(4, 5, done(new Write(0, "c")));
    ok(6, 7, sees("a", "b"));
    assertTransactions(true);
    ok(8, 9, sees("c", "b"));
    assertTransactions(false);
  }

  @Test
  void anUnknownTransactionStillNeedsItsBase() {
    ok(0, 1, done(new Write(0, "a")));
    unknown(2, done(new Write(1, "b"), new Cas(0, "z", "c")));
    ok(4, 5, sees("a", "b"));
    assertTransactions(false);
  }

  private static Transaction done(Step... steps) {
    return new Transaction(List.of(steps), true);
  }

  private static Transaction refused(Step... steps) {
    return new Transaction(List.of(steps), false);
  }

  private static Transaction sees(String first, String second) {
    return done(new Read(0, first), new Read(1, second));
  }

  private void ok(long invoked, long returned, Transaction action) {
    transactions.add(new Call<>(0, "group", action, Outcome.OK, invoked, returned));
  }

  private void unknown(long invoked, Transaction action) {
    transactions.add(new Call<>(0, "group", action, Outcome.UNKNOWN, invoked, invoked + 1));
  }

  private void assertTransactions(boolean linearizable) {
    assertThat(Linearizability.violations(transactions, TransactionSimulation.MODEL).isEmpty())
        .isEqualTo(linearizable);
    assertThat(EveryOrderOf.allows(TransactionSimulation.MODEL, transactions.all()))
        .isEqualTo(linearizable);
  }

  // ---- locks

  @Test
  void aLockGoesFromOneSessionToTheNext() {
    lock(0, 1, new Look(null, 0));
    lock(2, 3, new Acquire("s", Taken.YES));
    lock(4, 5, new Acquire("t", Taken.NO));
    lock(4, 5, new Acquire("s", Taken.YES));
    lock(6, 7, new Look("s", 1));
    lock(8, 9, new Release("t", false));
    lock(10, 11, new Release("s", true));
    lock(12, 13, new Acquire("t", Taken.YES));
    lock(14, 15, new End("t"));
    lock(16, 17, new Acquire("t", Taken.NO_SESSION));
    lock(18, 19, new Look(null, 2));
    assertLocks(true);
  }

  @Test
  void twoHoldersAtOnceAreCaught() {
    lock(0, 1, new Acquire("s", Taken.YES));
    lock(2, 3, new Acquire("t", Taken.YES));
    assertLocks(false);
  }

  @Test
  void aLockThatNobodyHoldsIsNotRefused() {
    lock(0, 1, new Acquire("s", Taken.YES));
    lock(2, 3, new End("s"));
    lock(4, 5, new Acquire("t", Taken.NO));
    assertLocks(false);
  }

  @Test
  void aCountThatDoesNotRiseIsCaught() {
    lock(0, 1, new Acquire("s", Taken.YES));
    lock(2, 3, new Release("s", true));
    lock(4, 5, new Acquire("s", Taken.YES));
    lock(6, 7, new Look("s", 1));
    assertLocks(false);
  }

  @Test
  void anUnknownAttemptMayHaveTakenTheLock() {
    lockUnknown(0, new Acquire("s", Taken.NO));
    lock(2, 3, new Acquire("t", Taken.NO));
    lockUnknown(4, new End("s"));
    lock(6, 7, new Acquire("t", Taken.YES));
    lock(8, 9, new Look("t", 2));
    assertLocks(true);
  }

  @Test
  void anAttemptOnItsWayTakesNothingAfterTheEndOfItsSession() {
    lockUnknown(0, new Acquire("s", Taken.NO));
    lock(2, 3, new End("s"));
    lock(4, 5, new Look("s", 1));
    assertLocks(false);
  }

  /** It had the lock already, or it came after the release that nobody answered, and others. */
  @Test
  void anAttemptThatIsRepeatedMayYetTakeTheLock() {
    lock(0, 1, new Acquire("s", Taken.YES));
    lockUnknown(2, new Release("s", false));
    lock(4, 20, new Acquire("s", Taken.YES));
    lock(6, 7, new Acquire("t", Taken.YES));
    lock(8, 9, new Release("t", true));
    lock(21, 22, new Look("s", 3));
    assertLocks(true);
  }

  @Test
  void theMessageTellsWhatDoesNotFit() {
    lock(0, 1, new Acquire("s", Taken.YES));
    lock(2, 3, new Look(null, 0));
    assertThatThrownBy(() -> Linearizability.require(locks, new LockModel()))
        .isInstanceOf(NotLinearizableException.class)
        .hasMessageContaining("a lock held by s, taken 1 times")
        .hasMessageContaining("Look[holder=null");
    assertThat(Linearizability.violations(locks, new LockModel())).containsOnlyKeys("lock");
  }

  private void lock(long invoked, long returned, LockAction action) {
    locks.add(new Call<>(0, "lock", action, Outcome.OK, invoked, returned));
  }

  private void lockUnknown(long invoked, LockAction action) {
    locks.add(new Call<>(0, "lock", action, Outcome.UNKNOWN, invoked, invoked + 1));
  }

  private void assertLocks(boolean linearizable) {
    LockModel model = new LockModel();
    assertThat(Linearizability.violations(locks, model).isEmpty()).isEqualTo(linearizable);
    assertThat(EveryOrderOf.allows(model, locks.all())).isEqualTo(linearizable);
  }

  // ---- histories by chance

  @Test
  @Timeout(60)
  void largeHistoriesWithTroubleAreDecided() {
    for (long seed = 0; seed < 10; seed++) {
      assertFits(new TransactionSimulation(new Random(seed), 4, 5), TransactionSimulation.MODEL);
      assertFits(new LockSimulation(new Random(seed), 4, 5), LockSimulation.MODEL);
    }
  }

  private static <S, A> void assertFits(ModelSimulation<S, A> simulation, Model<S, A> model) {
    Calls<A> all = new Calls<>();
    simulation.run(8, 3_000).forEach(all::add);
    assertThat(Linearizability.violations(all, model)).isEmpty();
  }

  @Test
  @Timeout(60)
  void oneStaleReadInALargeHistoryIsFound() {
    for (long seed = 0; seed < 10; seed++) {
      assertDoesNotFit(
          new TransactionSimulation(new Random(seed), 4, 5),
          TransactionSimulation.MODEL,
          sees(null, null));
      assertDoesNotFit(
          new LockSimulation(new Random(seed), 4, 5), LockSimulation.MODEL, new Look(null, 7));
    }
  }

  private static <S, A> void assertDoesNotFit(
      ModelSimulation<S, A> simulation, Model<S, A> model, A stale) {
    Calls<A> all = new Calls<>();
    simulation.run(8, 3_000).forEach(all::add);
    all.add(new Call<>(99, "o1", stale, Outcome.OK, 1L << 40, 1L << 41));
    assertThat(Linearizability.violations(all, model)).containsOnlyKeys("o1");
  }

  @Test
  @Timeout(60)
  void onTinyHistoriesTheSearchAgreesWithTryingEveryOrder() {
    int violations = 0;
    for (long seed = 0; seed < 10_000; seed++) {
      Random random = new Random(seed);
      violations +=
          agreed(new TransactionSimulation(random, 1, 40), TransactionSimulation.MODEL, random);
      violations += agreed(new LockSimulation(random, 1, 40), LockSimulation.MODEL, random);
    }
    assertThat(violations).isBetween(2_000, 18_000);
  }

  /** Whether a history that is changed by chance is no longer linearizable: 1 or 0. */
  private static <S, A> int agreed(
      ModelSimulation<S, A> simulation, Model<S, A> model, Random random) {
    List<Call<A>> calls = simulation.run(4, 7);
    assertThat(new ModelSearch<>(model, calls).run()).as("%s", calls).isEmpty();
    List<Call<A>> mutated = mutated(calls, random);
    boolean allowed = EveryOrderOf.allows(model, mutated);
    assertThat(new ModelSearch<>(model, mutated).run().isEmpty())
        .as("%s", mutated)
        .isEqualTo(allowed);
    return allowed ? 0 : 1;
  }

  /** Some calls at another time, of another outcome, or with what another one was told. */
  private static <A> List<Call<A>> mutated(List<Call<A>> calls, Random random) {
    List<Call<A>> mutated = new ArrayList<>(calls);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(mutated.size());
      mutated.set(at, mutation(mutated.get(at), mutated, random));
    }
    mutated.sort(Comparator.comparingLong(Call::invoked));
    return mutated;
  }

  private static <A> Call<A> mutation(Call<A> call, List<Call<A>> all, Random random) {
    A action = call.action();
    long invoked = call.invoked();
    long returned = call.returned();
    Outcome outcome = call.outcome();
    switch (random.nextInt(4)) {
      case 0 -> invoked = random.nextLong(returned + 1);
      case 1 -> returned = random.nextLong(invoked, invoked + 20);
      case 2 -> outcome = Outcome.values()[random.nextInt(3)];
      default -> action = all.get(random.nextInt(all.size())).action();
    }
    return new Call<>(call.client(), call.object(), action, outcome, invoked, returned);
  }
}
