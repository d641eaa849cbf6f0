package org.lictor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lictor.state.TestStore.aSession;
import static org.lictor.state.TestStore.anId;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lictor.command.Command;
import org.lictor.command.TxnOp;
import org.lictor.command.TxnOp.EntryVerb;
import org.lictor.command.TxnOp.KeyVerb;
import org.lictor.command.TxnOutcome;
import org.lictor.command.TxnResult;
import org.lictor.model.HealthCheck;
import org.lictor.model.KvEntry;
import org.lictor.model.LogIndexes;
import org.lictor.model.Octets;
import org.lictor.model.Session.Behaviour;
import org.lictor.query.TxnQuery;

class TxnTest {
  private final TestStore store = new TestStore();

  @Test
  void eachOperationSeesWhatThoseBeforeItDid() {
    TxnOutcome outcome =
        run(
            key(KeyVerb.SET, "a", "1"),
            key(KeyVerb.GET, "a", ""),
            key(KeyVerb.SET, "a", "2"),
            key(KeyVerb.GET_TREE, "", ""),
            key(KeyVerb.DELETE, "a", ""),
            key(KeyVerb.CHECK_NOT_EXISTS, "a", ""));
    assertThat(outcome.problems()).isEmpty();
    assertThat(outcome.results())
        .extracting(result -> new String(entry(result).value().bytes()))
        .containsExactly("", "1", "", "2");
    assertThat(store.image().kv().entries()).isEmpty();
  }

  @Test
  void nothingIsDoneWhenOneCannotBeAndAllReasonsAreTold() {
    store.set("there", "1");
    StateImage before = store.image();
    AtomicInteger woken = new AtomicInteger();
    store.store.watch(List.of(Topic.keyPrefix(""))).onFire(woken::incrementAndGet);
    TxnOutcome outcome =
        run(
            key(KeyVerb.SET, "new", "1"),
            key(KeyVerb.GET, "missing", ""),
            key(KeyVerb.DELETE, "there", ""),
            at(KeyVerb.CAS, "new", 77));
    assertThat(outcome.results()).isEmpty();
    assertThat(outcome.problems())
        .containsExactly(
            new TxnOutcome.Problem(1, "key \"missing\" doesn't exist"),
            new TxnOutcome.Problem(3, "failed to set key \"new\", index is stale"));
    assertThat(store.image().kv()).isEqualTo(before.kv());
    assertThat(woken).hasValue(0);
  }

  @Test
  void keysHaveTheIndexOfTheirTransaction() {
    run(key(KeyVerb.SET, "a", "1"), key(KeyVerb.SET, "b", "1"));
    assertThat(store.image().kv().entries().values())
        .extracting(KvEntry::indexes)
        .containsOnly(LogIndexes.createdAt(store.image().index()));
  }

  @Test
  void conditionsOnKeysAreMetOrTold() {
    store.set("k", "1");
    long index = store.image().index();
    assertDone(at(KeyVerb.CHECK_INDEX, "k", index));
    assertProblem(
        at(KeyVerb.CHECK_INDEX, "k", 7),
        "failed index check for key \"k\", current modify index " + index + " != 7");
    assertProblem(
        at(KeyVerb.CHECK_INDEX, "x", 0), "failed to check index, key \"x\" doesn't exist");
    assertProblem(key(KeyVerb.CHECK_NOT_EXISTS, "k", ""), "key \"k\" exists");
    assertProblem(at(KeyVerb.DELETE_CAS, "k", 7), "failed to delete key \"k\", index is stale");
    assertDone(at(KeyVerb.DELETE_CAS, "x", 7));
    assertDone(at(KeyVerb.CAS, "new", 0));
    assertProblem(at(KeyVerb.CAS, "new", 0), "failed to set key \"new\", index is stale");
    assertDone(at(KeyVerb.DELETE_CAS, "k", index));
    assertDone(key(KeyVerb.DELETE_TREE, "", ""));
  }

  @Test
  void whatIsNotThereMayBeGotAsEmpty() {
    TxnOutcome outcome = run(key(KeyVerb.GET_OR_EMPTY, "x", ""));
    assertThat(entry(outcome.results().get(0)).indexes()).isEqualTo(LogIndexes.NONE);
  }

  @Test
  void locksAreTakenAndGivenBack() {
    String one = anId(1).value();
    store.node("n1");
    store.session(aSession(anId(1), "n1"));
    store.session(aSession(anId(2), "n1", 15_000, Behaviour.RELEASE));
    assertProblem(of(KeyVerb.LOCK, "k", ""), "missing session");
    assertProblem(
        of(KeyVerb.LOCK, "k", "x"),
        "failed session lookup: index error: UUID must be 36 characters");
    assertProblem(of(KeyVerb.LOCK, "k", anId(9).value()), "invalid session \"" + anId(9) + "\"");
    assertDone(of(KeyVerb.LOCK, "k", one));
    assertDone(of(KeyVerb.CHECK_SESSION, "k", one));
    assertProblem(
        of(KeyVerb.CHECK_SESSION, "k", "x"),
        "failed session check for key \"k\", current session \"" + one + "\" != \"x\"");
    assertProblem(
        of(KeyVerb.LOCK, "k", anId(2).value()), "failed to lock key \"k\", lock is already held");
    assertProblem(
        of(KeyVerb.UNLOCK, "k", anId(2).value()),
        "failed to unlock key \"k\", lock isn't held, or is held by another session");
    assertDone(of(KeyVerb.UNLOCK, "k", one));
    assertDone(of(KeyVerb.LOCK, "k", anId(2).value()));
    store.destroy(anId(2));
    assertProblem(of(KeyVerb.LOCK, "k", one), "failed to lock key \"k\" due to lock delay");
  }

  @Test
  void nodesServicesAndChecksComeAndGoTogether() {
    TxnOutcome made =
        run(
            new TxnOp.OfNode(EntryVerb.CAS, "n1", "", TestStore.aNode("n1", "10.0.0.1"), 0),
            service(EntryVerb.SET, 0),
            check(EntryVerb.SET, HealthCheck.PASSING, 0));
    assertThat(made.problems()).isEmpty();
    assertThat(made.results()).hasSize(3);
    long index = store.image().index();
    assertProblem(
        service(EntryVerb.CAS, 99), "failed to set service \"web\" on node \"n1\", index is stale");
    assertDone(service(EntryVerb.CAS, index));
    assertProblem(
        check(EntryVerb.DELETE_CAS, null, 99),
        "failed to delete check \"c\" on node \"n1\", index is stale");
    assertDone(check(EntryVerb.DELETE_CAS, null, index));
    assertProblem(check(EntryVerb.GET, null, 0), "check \"c\" on node \"n1\" doesn't exist");
    assertDone(check(EntryVerb.DELETE, null, 0));
    assertDone(service(EntryVerb.DELETE, 0));
    assertProblem(service(EntryVerb.GET, 0), "service \"web\" on node \"n1\" doesn't exist");
    assertDone(new TxnOp.OfNode(EntryVerb.DELETE, "n1", "", null, 0));
    assertProblem(new TxnOp.OfNode(EntryVerb.GET, "n1", "", null, 0), "node \"n1\" doesn't exist");
    assertProblem(service(EntryVerb.SET, 0), "Missing node registration");
  }

  @Test
  void aCheckThatTurnsCriticalInATransactionEndsSessions() {
    store.node("n1");
    store.check("n1", "c", HealthCheck.PASSING);
    store.session(aSession(anId(1), "n1", 0, Behaviour.RELEASE, "c"));
    store.lock("k", "1", anId(1));
    assertDone(check(EntryVerb.SET, HealthCheck.CRITICAL, 0));
    assertThat(store.image().sessions().byId()).isEmpty();
    assertThat(store.image().kv().get("k").session()).isEmpty();
  }

  @Test
  void onlyReadsSeeOneMomentWithoutTheLog() {
    store.set("a/1", "1");
    store.node("n1");
    TxnQuery query =
        new TxnQuery(
            List.of(
                key(KeyVerb.GET_TREE, "a/", ""),
                new TxnOp.OfNode(EntryVerb.GET, "N1", "", null, 0)));
    assertThat(query.topics()).containsExactly(Topic.keyPrefix("a/"), Topic.node("n1"));
    assertThat(query.ask(store.image()).value().results()).hasSize(2);
    assertThat(
            new TxnQuery(List.of(key(KeyVerb.GET, "x", ""))).ask(store.image()).value().problems())
        .containsExactly(new TxnOutcome.Problem(0, "key \"x\" doesn't exist"));
  }

  @Test
  void aTransactionThatWritesCarriesNoLargeTreeBack() {
    String mega = "x".repeat(1 << 20);
    for (int i = 0; i <= TxnRun.MOST_RESULT_BYTES >> 20; i++) {
      store.set("big/" + i, mega);
    }
    assertThat(run(key(KeyVerb.SET, "k", "1"), key(KeyVerb.GET_TREE, "big/", "")).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains("too large"));
    assertThat(store.image().kv().get("k")).isNull();
  }

  // ---- words

  private TxnOutcome run(TxnOp... ops) {
    return (TxnOutcome) store.apply(new Command.Txn(Arrays.asList(ops)));
  }

  private void assertDone(TxnOp op) {
    assertThat(run(op).problems()).as("%s", op).isEmpty();
  }

  private void assertProblem(TxnOp op, String what) {
    assertThat(run(op).problems()).containsExactly(new TxnOutcome.Problem(0, what));
  }

  private static KvEntry entry(TxnResult result) {
    return ((TxnResult.Key) result).entry();
  }

  private static TxnOp key(KeyVerb verb, String key, String value) {
    return new TxnOp.Key(verb, key, Octets.of(value), 0, 0, "");
  }

  private static TxnOp at(KeyVerb verb, String key, long index) {
    return new TxnOp.Key(verb, key, Octets.EMPTY, 0, index, "");
  }

  private static TxnOp of(KeyVerb verb, String key, String session) {
    return new TxnOp.Key(verb, key, Octets.EMPTY, 0, 0, session);
  }

  private static TxnOp service(EntryVerb verb, long index) {
    return new TxnOp.OfService(
        verb, "n1", "web", TestStore.aService("n1", "web", "web", 80), index);
  }

  private static TxnOp check(EntryVerb verb, @Nullable String status, long index) {
    return new TxnOp.OfCheck(
        verb, "n1", "c", status == null ? null : TestStore.aCheck("n1", "c", status, ""), index);
  }
}
