package org.lictor.consensus.simulated;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.command.TxnOp;
import org.lictor.model.KvEntry;
import org.lictor.model.SessionId;
import org.lictor.state.StateImage;

/**
 * No key is held by two sessions: whoever is told that it has the lock is the only one until it
 * unlocks the key, ends, or the key is deleted. And the registry shows the same one.
 */
final class OneHolder extends StateInvariant {
  private final Map<String, String> holders = new TreeMap<>();

  OneHolder(Ledger ledger) {
    super(ledger);
  }

  @Override
  void look(Change change) {
    if (change.done()) {
      if (change.command() instanceof Command.KvLock lock) {
        locked(lock.key(), lock.session().value(), change.after());
      } else if (change.command() instanceof Command.KvUnlock unlock) {
        unlocked(unlock.key(), unlock.session());
      } else if (change.command() instanceof Command.Txn txn) {
        txn.ops().forEach(op -> done(op, change.after()));
      }
    }
    holders.values().removeIf(session -> !lives(session, change.after()));
    holders.keySet().removeIf(key -> change.after().kv().get(key) == null);
    compare(change.after());
  }

  private void done(TxnOp op, StateImage after) {
    if (!(op instanceof TxnOp.Key key)) return;
    switch (key.verb()) {
      case LOCK -> locked(key.key(), key.session(), after);
      case UNLOCK -> unlocked(key.key(), key.session());
      case CHECK_SESSION -> {
        String holder = holders.get(key.key());
        require(key.session().equals(holder), "%s is said of %s", key.session(), key.key());
      }
      default -> {}
    }
  }

  private void locked(String key, String session, StateImage after) {
    String other = holders.put(key, session);
    require(
        other == null || other.equals(session) || !lives(other, after),
        "%s is given the lock of %s, which %s holds",
        session,
        key,
        other);
  }

  private void unlocked(String key, String session) {
    String holder = holders.remove(key);
    require(session.equals(holder), "%s unlocks %s, which %s holds", session, key, holder);
  }

  private static boolean lives(String session, StateImage image) {
    return image.sessions().get(new SessionId(session)) != null;
  }

  private void compare(StateImage image) {
    for (KvEntry entry : image.kv().entries().values()) {
      @Nullable String holder = holders.get(entry.key());
      require(
          entry.session().equals(holder == null ? "" : holder),
          "%s is held by %s and shows %s",
          entry.key(),
          holder,
          entry);
    }
  }
}
