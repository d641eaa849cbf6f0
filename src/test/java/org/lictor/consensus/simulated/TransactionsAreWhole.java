package org.lictor.consensus.simulated;

import java.util.Map;
import java.util.TreeMap;
import org.lictor.command.Command;
import org.lictor.command.TxnOp;
import org.lictor.model.KvEntry;
import org.lictor.state.StateImage;

/**
 * What a transaction does is there all or not at all: money that moves between accounts by
 * transactions is neither made nor lost.
 */
final class TransactionsAreWhole extends StateInvariant {
  private boolean opened;

  TransactionsAreWhole(Ledger ledger) {
    super(ledger);
  }

  @Override
  void look(Change change) {
    if (change.command() instanceof Command.Txn txn) {
      if (change.done()) allIsThere(txn, change.after());
      else nothingIsChanged(change);
    }
    Integer sum = AccountWrites.sum(change.after());
    require(
        sum == null ? !opened : sum == AccountWrites.ALL_MONEY,
        "the accounts hold %s together after %s",
        sum,
        change.command());
    opened = sum != null;
  }

  private void nothingIsChanged(Change change) {
    StateImage before = change.before();
    StateImage after = change.after();
    require(
        after.kv().equals(before.kv())
            && after.catalog().equals(before.catalog())
            && after.sessions().equals(before.sessions()),
        "a transaction was not done and left something behind: %s",
        change.command());
  }

  private void allIsThere(Command.Txn txn, StateImage after) {
    Map<String, TxnOp.Key> last = new TreeMap<>();
    for (TxnOp op : txn.ops()) {
      if (op.writes() && op instanceof TxnOp.Key key) last.put(key.key(), key);
    }
    for (TxnOp.Key op : last.values()) {
      KvEntry entry = after.kv().get(op.key());
      boolean there =
          switch (op.verb()) {
            case DELETE, DELETE_CAS -> entry == null;
            default -> entry != null && entry.value().equals(op.value());
          };
      require(there, "a transaction was done, but %s is %s after %s", op.key(), entry, txn);
    }
  }
}
