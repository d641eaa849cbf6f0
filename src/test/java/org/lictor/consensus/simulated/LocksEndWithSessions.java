package org.lictor.consensus.simulated;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lictor.command.Command;
import org.lictor.model.KvEntry;
import org.lictor.model.Octets;
import org.lictor.model.Session;
import org.lictor.model.SessionId;
import org.lictor.state.StateImage;

/**
 * No session holds a key after its end: what it held is released, as it was, or deleted, as it
 * asked for when it began.
 */
final class LocksEndWithSessions extends StateInvariant {
  private final Map<SessionId, Session.Behaviour> asked = new HashMap<>();

  LocksEndWithSessions(Ledger ledger) {
    super(ledger);
  }

  @Override
  void look(Change change) {
    if (change.command() instanceof Command.SessionCreate begun && change.done()) {
      asked.put(begun.session().id(), begun.session().behaviour());
    }
    everyHolderLives(change.after());
    for (Session session : change.before().sessions().byId().values()) {
      if (change.after().sessions().get(session.id()) != null) continue;
      for (String key : change.before().kv().heldBy(session.id())) ended(session, key, change);
    }
  }

  private void everyHolderLives(StateImage image) {
    Map<String, TreeSet<String>> held = new TreeMap<>();
    for (KvEntry entry : image.kv().entries().values()) {
      if (entry.session().isEmpty()) continue;
      require(
          image.sessions().get(new SessionId(entry.session())) != null,
          "%s is held by %s, which has ended",
          entry.key(),
          entry.session());
      held.computeIfAbsent(entry.session(), session -> new TreeSet<>()).add(entry.key());
    }
    require(
        held.equals(image.kv().held()),
        "the keys that are held are %s and by session %s",
        held,
        image.kv().held());
  }

  private void ended(Session session, String key, Change change) {
    KvEntry before = change.before().kv().get(key);
    KvEntry after = change.after().kv().get(key);
    // What a transaction did to the key beside is looked at by others.
    if (before == null || change.command() instanceof Command.Txn) return;
    if (asked.get(session.id()) == Session.Behaviour.DELETE) {
      require(after == null, "%s was to be deleted with %s and is %s", key, session.id(), after);
    } else {
      require(
          after != null && released(before).equals(released(after)),
          "%s was to be released with %s and went from %s to %s",
          key,
          session.id(),
          before,
          after);
    }
  }

  private record Released(Octets value, long flags, long lockIndex) {}

  private static Released released(KvEntry entry) {
    return new Released(entry.value(), entry.flags(), entry.lockIndex());
  }
}
