package org.lictor.consensus.simulated;

import java.util.List;
import org.lictor.command.Command;
import org.lictor.command.TxnOp;
import org.lictor.command.TxnOp.KeyVerb;
import org.lictor.model.KvEntry;
import org.lictor.model.Octets;

/**
 * The lock index of a key tells one holder from the next: it counts how often the key was taken,
 * and does not fall for as long as the key is there. Of keys that nobody sets without their lock.
 */
final class LocksAreCounted extends StateInvariant {
  LocksAreCounted(Ledger ledger) {
    super(ledger);
  }

  @Override
  void look(Change change) {
    for (String key : SessionWrites.LOCKS) {
      KvEntry before = change.before().kv().get(key);
      KvEntry after = change.after().kv().get(key);
      if (after == null) continue;
      long count = before == null ? 0 : before.lockIndex();
      long taken = change.done() ? taken(key, before == null ? "" : before.session(), change) : 0;
      require(
          after.lockIndex() == count + taken,
          "%s was taken %d times by %s and went from %d to %d",
          key,
          taken,
          change.command(),
          count,
          after.lockIndex());
    }
  }

  private static long taken(String key, String holderBefore, Change change) {
    String holder = holderBefore;
    long taken = 0;
    for (TxnOp op : ops(change.command())) {
      if (!(op instanceof TxnOp.Key of) || !of.key().equals(key)) continue;
      if (of.verb() == KeyVerb.UNLOCK) holder = "";
      if (of.verb() == KeyVerb.LOCK && !of.session().equals(holder)) {
        taken++;
        holder = of.session();
      }
    }
    return taken;
  }

  private static List<TxnOp> ops(Command command) {
    if (command instanceof Command.Txn txn) return txn.ops();
    if (!(command instanceof Command.KvLock lock)) return List.of();
    return List.of(
        new TxnOp.Key(KeyVerb.LOCK, lock.key(), Octets.EMPTY, 0, 0, lock.session().value()));
  }
}
