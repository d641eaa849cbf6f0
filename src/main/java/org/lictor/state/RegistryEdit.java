package org.lictor.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.model.CheckId;
import org.lictor.model.HealthCheck;
import org.lictor.model.KvEntry;
import org.lictor.model.LogIndexes;
import org.lictor.model.NodeName;
import org.lictor.model.Session;
import org.lictor.model.SessionId;

/**
 * Changes nodes, keys and sessions together by one command: what becomes of a node or a check ends
 * the sessions that depend on it, the end of a session changes the keys that it holds and ends the
 * prepared queries that are bound to it, and a node that goes takes its coordinates with it. Used
 * once, by the thread that applies.
 */
final class RegistryEdit {
  private final long index;
  private final Instant decidedAt;
  private final Touched touched;
  private final ImageDraft now;

  RegistryEdit(StateImage before, long index, Instant decidedAt, Touched touched) {
    this.now = new ImageDraft(before);
    this.index = index;
    this.decidedAt = decidedAt;
    this.touched = touched;
  }

  StateImage result() {
    return now.at(index);
  }

  /** The keys as they are now. */
  KvTable kv() {
    return now.kv;
  }

  /** Finds what is there now. */
  TxnReads reads() {
    return new TxnReads(now.catalog, now.kv);
  }

  // ---- nodes, services and checks

  void catalog(Consumer<CatalogEdit> change) {
    CatalogEdit edit = new CatalogEdit(now.catalog, index, touched);
    change.accept(edit);
    now.catalog = edit.result();
    edit.lapses().forEach(this::end);
    for (NodeName gone : edit.removedNodes()) {
      now.coordinates = now.coordinates.without(gone, index, touched);
    }
  }

  private void end(CatalogEdit.Lapse lapse) {
    CheckId check = lapse.check();
    for (Session session : List.copyOf(now.sessions.of(lapse.node()))) {
      if (check == null || session.dependsOn(check)) {
        end(session);
      }
    }
  }

  // ---- sessions

  /** Begins a session, or refuses to. */
  void begin(Session session) {
    if (now.sessions.get(session.id()) != null) {
      throw new RefusedException("Session id '" + session.id() + "' is taken");
    }
    NodeRow node = now.catalog.node(session.node());
    if (node == null) {
      throw new RefusedException("Missing node registration");
    }
    for (String id : session.allChecks()) {
      HealthCheck check = id.isEmpty() ? null : node.checks().get(new CheckId(id).key());
      if (check == null) {
        throw new RefusedException("Missing check '" + id + "' registration");
      }
      if (check.critical()) {
        throw new RefusedException("Check '" + id + "' is in " + check.status() + " state");
      }
    }
    now.sessions = now.sessions.with(session.at(LogIndexes.createdAt(index)), index, touched);
  }

  /** Ends a session if it is there. */
  void end(SessionId id) {
    Session session = now.sessions.get(id);
    if (session != null) {
      end(session);
    }
  }

  private void end(Session session) {
    now.sessions = now.sessions.without(session, index, touched);
    for (String key : now.kv.heldBy(session.id())) {
      release(session, key);
    }
    now.queries = now.queries.deleteOf(session.id().value(), index, touched);
  }

  private void release(Session session, String key) {
    KvEntry entry = now.kv.get(key);
    if (entry == null) {
      throw new IllegalStateException("session " + session.id() + " holds the missing key " + key);
    }
    now.kv =
        session.behaviour() == Session.Behaviour.DELETE
            ? now.kv.delete(key, index, touched)
            : now.kv.unlock(entry, entry.value(), entry.flags(), index, touched);
    Duration delay = session.appliedLockDelay();
    if (!delay.isZero()) {
      now.sessions = now.sessions.with(now.sessions.delays().with(key, decidedAt, delay));
    }
  }

  // ---- keys

  boolean set(Command.KvSet command) {
    Long wanted = command.onlyAtIndex();
    if (wanted != null && !isAt(command.key(), wanted)) {
      return false;
    }
    now.kv = now.kv.set(command.key(), command.value(), command.flags(), index, touched);
    return true;
  }

  boolean delete(Command.KvDelete command) {
    if (command.wholePrefix()) {
      now.kv = now.kv.deleteUnder(command.key(), index, touched);
      return true;
    }
    Long wanted = command.onlyAtIndex();
    // A key that is not there counts as deleted whatever the index; index 0 never deletes
    // (http-api.md, DELETE).
    if (wanted != null && now.kv.get(command.key()) != null && !isAt(command.key(), wanted)) {
      return false;
    }
    now.kv = now.kv.delete(command.key(), index, touched);
    return true;
  }

  boolean lock(Command.KvLock command) {
    if (isDelayed(command.key())) {
      return false;
    }
    if (now.sessions.get(command.session()) == null) {
      throw new RefusedException("invalid session \"" + command.session() + "\"");
    }
    KvEntry entry = now.kv.get(command.key());
    if (isHeldByAnother(entry, command.session().value())) {
      return false;
    }
    now.kv =
        now.kv.lock(
            command.key(), command.value(), command.flags(), command.session(), index, touched);
    now.sessions = now.sessions.with(now.sessions.delays().without(command.key()));
    return true;
  }

  boolean unlock(Command.KvUnlock command) {
    KvEntry entry = now.kv.get(command.key());
    if (entry == null || entry.session().isEmpty() || !entry.session().equals(command.session())) {
      return false;
    }
    now.kv = now.kv.unlock(entry, command.value(), command.flags(), index, touched);
    return true;
  }

  /** Whether a key may not be locked yet. */
  boolean isDelayed(String key) {
    return now.sessions.delays().covers(key, decidedAt);
  }

  private static boolean isHeldByAnother(@Nullable KvEntry entry, String session) {
    return entry != null && !entry.session().isEmpty() && !entry.session().equals(session);
  }

  private boolean isAt(String key, long wanted) {
    KvEntry entry = now.kv.get(key);
    return entry == null ? wanted == 0 : wanted != 0 && entry.indexes().modify() == wanted;
  }
}
