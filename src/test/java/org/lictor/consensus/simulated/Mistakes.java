package org.lictor.consensus.simulated;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.command.DecidedCommand;
import org.lictor.command.Outcome;
import org.lictor.command.TxnOp;
import org.lictor.command.TxnOp.KeyVerb;
import org.lictor.command.TxnOutcome;
import org.lictor.model.KvEntry;
import org.lictor.model.LogIndexes;
import org.lictor.model.Octets;
import org.lictor.model.Session;
import org.lictor.state.SessionTable;
import org.lictor.state.StateImage;
import org.lictor.state.StateStore;

/** How a registry with a {@link Bug} applies a command; all servers err alike. */
final class Mistakes {
  private static final Map<Bug, Mistake> ALL =
      Map.of(
          Bug.LOCKS_WHAT_IS_HELD, Mistakes::lockWhatIsHeld,
          Bug.COUNTS_LOCKS_ANEW, Mistakes::countAnew,
          Bug.LEAVES_LOCKS_BEHIND, Mistakes::leaveLocks,
          Bug.RELEASES_WHAT_IS_TO_BE_DELETED, Mistakes::releaseAlways,
          Bug.KEEPS_SESSIONS_OF_FAILED_CHECKS, Mistakes::keepSessions,
          Bug.FORGETS_LOCK_DELAYS, Mistakes::lockLater,
          Bug.KEEPS_HALF_A_TRANSACTION, Mistakes::keepHalf,
          Bug.LETS_OLD_LEADERS_END_SESSIONS, Mistakes::endInAnyTerm);

  private Mistakes() {}

  /** Applies a command in place of {@link StateStore#apply}. */
  @FunctionalInterface
  interface Mistake {
    Outcome apply(StateStore store, long index, DecidedCommand decided);
  }

  /** The mistake that is {@code bug}, if it is one of the registry. */
  static @Nullable Mistake of(Bug bug) {
    return ALL.get(bug);
  }

  private static Outcome lockWhatIsHeld(StateStore store, long index, DecidedCommand decided) {
    if (!(decided.command() instanceof Command.KvLock lock)) return store.apply(index, decided);
    KvEntry entry = store.image().kv().get(lock.key());
    String holder = entry == null ? "" : entry.session();
    if (holder.isEmpty() || holder.equals(lock.session().value())) {
      return store.apply(index, decided);
    }
    TxnOp unlock = op(KeyVerb.UNLOCK, lock.key(), lock.value(), holder);
    TxnOp taken = op(KeyVerb.LOCK, lock.key(), lock.value(), lock.session().value());
    return instead(store, index, decided, new Command.Txn(List.of(unlock, taken)));
  }

  private static Outcome countAnew(StateStore store, long index, DecidedCommand decided) {
    if (!(decided.command() instanceof Command.KvUnlock unlock)) {
      return store.apply(index, decided);
    }
    TxnOp unlocked = op(KeyVerb.UNLOCK, unlock.key(), unlock.value(), unlock.session());
    TxnOp set = op(KeyVerb.SET, unlock.key(), unlock.value(), "");
    return instead(store, index, decided, new Command.Txn(List.of(unlocked, set)));
  }

  private static Outcome leaveLocks(StateStore store, long index, DecidedCommand decided) {
    StateImage before = store.image();
    Outcome outcome = store.apply(index, decided);
    if (decided.command() instanceof Command.SessionDestroy) {
      put(store, before, store.image().sessions());
    }
    return outcome;
  }

  private static Outcome keepSessions(StateStore store, long index, DecidedCommand decided) {
    StateImage before = store.image();
    Outcome outcome = store.apply(index, decided);
    if (decided.command() instanceof Command.Register) put(store, before, before.sessions());
    return outcome;
  }

  /** Puts the keys back as they were, with these sessions. */
  private static void put(StateStore store, StateImage before, SessionTable sessions) {
    StateImage after = store.image();
    store.replace(
        new StateImage(
            after.index(),
            after.restores(),
            after.catalog(),
            before.kv(),
            after.members(),
            after.autopilot(),
            after.configEntries(),
            sessions,
            after.coordinates(),
            after.queries(),
            after.restoration()));
  }

  private static Outcome releaseAlways(StateStore store, long index, DecidedCommand decided) {
    if (!(decided.command() instanceof Command.SessionCreate begun)) {
      return store.apply(index, decided);
    }
    Session asked = begun.session();
    Session other =
        new Session(
            asked.id(),
            asked.name(),
            asked.node(),
            asked.lockDelay(),
            Session.Behaviour.RELEASE,
            asked.ttl(),
            asked.nodeChecks(),
            asked.serviceChecks(),
            asked.checks(),
            LogIndexes.NONE);
    return instead(store, index, decided, new Command.SessionCreate(other));
  }

  private static Outcome lockLater(StateStore store, long index, DecidedCommand decided) {
    if (!(decided.command() instanceof Command.KvLock lock)) return store.apply(index, decided);
    return store.apply(
        index, new DecidedCommand(decided.decidedAt().plus(Duration.ofDays(1)), lock));
  }

  /** Does what comes before the first operation that cannot be done. */
  private static Outcome keepHalf(StateStore store, long index, DecidedCommand decided) {
    if (!(decided.command() instanceof Command.Txn txn)) return store.apply(index, decided);
    StateStore trial = new StateStore();
    trial.replace(store.image());
    Outcome outcome = trial.apply(index, decided);
    if (!(outcome instanceof TxnOutcome told) || told.done()) return store.apply(index, decided);
    List<TxnOp> half = txn.ops().subList(0, told.problems().get(0).op());
    store.apply(index, new DecidedCommand(decided.decidedAt(), new Command.Txn(half)));
    return outcome;
  }

  private static Outcome endInAnyTerm(StateStore store, long index, DecidedCommand decided) {
    return decided.command() instanceof Command.SessionDestroy destroy
        ? instead(store, index, decided, new Command.SessionDestroy(destroy.id(), null))
        : store.apply(index, decided);
  }

  private static Outcome instead(
      StateStore store, long index, DecidedCommand decided, Command other) {
    Outcome outcome = store.apply(index, new DecidedCommand(decided.decidedAt(), other));
    return outcome instanceof TxnOutcome txn ? Outcome.of(txn.done()) : outcome;
  }

  private static TxnOp op(KeyVerb verb, String key, Octets value, String session) {
    return new TxnOp.Key(verb, key, value, 0, 0, session);
  }
}
