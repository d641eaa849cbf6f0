package org.lictor.consensus.simulated;

import java.util.HashMap;
import java.util.Map;
import org.lictor.command.Command;
import org.lictor.command.TxnOp;
import org.lictor.command.TxnOp.KeyVerb;
import org.lictor.model.Session;

/**
 * Nobody takes a key whose holder has ended before the delay that it asked for has passed: it may
 * not have noticed yet.
 */
final class LockDelayIsKept extends StateInvariant {
  private final Map<String, Long> until = new HashMap<>();

  /** The latest moment at which any command so far was decided: they are not ordered by it. */
  private long latest;

  LockDelayIsKept(Ledger ledger) {
    super(ledger);
  }

  @Override
  void look(Change change) {
    latest = Math.max(latest, change.decidedAt());
    if (change.done()) {
      if (change.command() instanceof Command.KvLock lock) taken(lock.key());
      if (change.command() instanceof Command.Txn txn) txn.ops().forEach(this::done);
    }
    for (Session session : change.before().sessions().byId().values()) {
      long delay = session.appliedLockDelay().toMillis();
      if (delay == 0 || change.after().sessions().get(session.id()) != null) continue;
      for (String key : change.before().kv().heldBy(session.id())) {
        until.put(key, change.decidedAt() + delay);
      }
    }
  }

  private void done(TxnOp op) {
    if (op instanceof TxnOp.Key key && key.verb() == KeyVerb.LOCK) taken(key.key());
  }

  private void taken(String key) {
    Long end = until.remove(key);
    require(
        end == null || latest >= end,
        "%s is taken at %d, but nobody may until %d",
        key,
        latest,
        end);
  }
}
