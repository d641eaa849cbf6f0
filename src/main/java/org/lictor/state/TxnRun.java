package org.lictor.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.command.TxnOp;
import org.lictor.command.TxnOutcome;
import org.lictor.command.TxnResult;
import org.lictor.model.CheckId;
import org.lictor.model.HealthCheck;
import org.lictor.model.KvEntry;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.SessionId;

/**
 * Carries out the operations of a transaction on an edit, each seeing what those before it did.
 * Used once; whoever made the edit throws it away when one of them could not be done.
 */
final class TxnRun implements TxnOp.Handler<List<TxnResult>> {
  /**
   * The results of one that writes travel with its outcome: more than this in values is refused, as
   * when it also reads a large tree.
   */
  static final long MOST_RESULT_BYTES = 16L << 20;

  private final RegistryEdit edit;

  TxnRun(RegistryEdit edit) {
    this.edit = edit;
  }

  TxnOutcome outcome(List<TxnOp> ops) {
    return outcome(ops, this);
  }

  /** What {@code handler} makes of all operations: the results, or else all that was wrong. */
  static TxnOutcome outcome(List<TxnOp> ops, TxnOp.Handler<List<TxnResult>> handler) {
    List<TxnResult> results = new ArrayList<>();
    List<TxnOutcome.Problem> problems = new ArrayList<>();
    for (int i = 0; i < ops.size(); i++) {
      try {
        results.addAll(ops.get(i).handledBy(handler));
      } catch (RefusedException refused) {
        problems.add(new TxnOutcome.Problem(i, plain(refused.reason())));
      }
    }
    return problems.isEmpty()
        ? new TxnOutcome(results, List.of())
        : new TxnOutcome(List.of(), problems);
  }

  /** The reason without what tells a registration's part: here it is told by the place. */
  private static String plain(String reason) {
    return reason.replaceFirst("^failed inserting (node|service|check): ", "");
  }

  // ---- keys

  @Override
  public List<TxnResult> key(TxnOp.Key op) {
    return switch (op.verb()) {
      case SET -> done(edit.set(set(op, null)), op, "set");
      case CAS -> done(edit.set(set(op, op.index())), op, "set");
      case LOCK -> lock(op);
      case UNLOCK -> unlock(op);
      case DELETE -> none(edit.delete(new Command.KvDelete(op.key(), false, null)), op);
      case DELETE_TREE -> none(edit.delete(new Command.KvDelete(op.key(), true, null)), op);
      case DELETE_CAS -> none(edit.delete(new Command.KvDelete(op.key(), false, op.index())), op);
      case GET, GET_OR_EMPTY, GET_TREE, CHECK_INDEX, CHECK_SESSION, CHECK_NOT_EXISTS ->
          bounded(edit.reads().keys(op));
    };
  }

  private static Command.KvSet set(TxnOp.Key op, @Nullable Long index) {
    return new Command.KvSet(op.key(), op.value(), op.flags(), index);
  }

  private List<TxnResult> lock(TxnOp.Key op) {
    requireSession(op);
    if (edit.isDelayed(op.key())) {
      throw new RefusedException("failed to lock key " + quoted(op) + " due to lock delay");
    }
    SessionId session;
    try {
      session = SessionId.of(op.session());
    } catch (IllegalArgumentException noId) {
      throw new RefusedException(String.valueOf(noId.getMessage()));
    }
    if (!edit.lock(new Command.KvLock(op.key(), op.value(), op.flags(), session))) {
      throw new RefusedException("failed to lock key " + quoted(op) + ", lock is already held");
    }
    return List.of(touched(op.key()));
  }

  private List<TxnResult> unlock(TxnOp.Key op) {
    requireSession(op);
    if (!edit.unlock(new Command.KvUnlock(op.key(), op.value(), op.flags(), op.session()))) {
      throw new RefusedException(
          "failed to unlock key "
              + quoted(op)
              + ", lock isn't held, or is held by another session");
    }
    return List.of(touched(op.key()));
  }

  private static void requireSession(TxnOp.Key op) {
    if (op.session().isEmpty()) {
      throw new RefusedException("missing session");
    }
  }

  private List<TxnResult> done(boolean done, TxnOp.Key op, String what) {
    if (!done) {
      throw new RefusedException("failed to " + what + " key " + quoted(op) + ", index is stale");
    }
    return List.of(touched(op.key()));
  }

  private static List<TxnResult> none(boolean done, TxnOp.Key op) {
    if (!done) {
      throw new RefusedException("failed to delete key " + quoted(op) + ", index is stale");
    }
    return List.of();
  }

  private TxnResult touched(String key) {
    KvEntry entry = edit.kv().get(key);
    if (entry == null) {
      throw new IllegalStateException("a key that was just written is not there: " + key);
    }
    return TxnReads.withoutValue(entry);
  }

  private static String quoted(TxnOp.Key op) {
    return TxnReads.quoted(op.key());
  }

  private static List<TxnResult> bounded(List<TxnResult> results) {
    long bytes = 0;
    for (TxnResult result : results) {
      bytes += ((TxnResult.Key) result).entry().value().length();
    }
    if (bytes > MOST_RESULT_BYTES) {
      throw new RefusedException(
          "the values read are too large for a transaction that writes ("
              + bytes
              + " > "
              + MOST_RESULT_BYTES
              + " bytes)");
    }
    return results;
  }

  // ---- nodes, services and checks

  @Override
  public List<TxnResult> node(TxnOp.OfNode op) {
    NodeRow row = edit.reads().row(op.name());
    LogIndexes known = row == null ? null : row.node().indexes();
    switch (op.verb()) {
      case GET -> {}
      case SET -> put(op.node());
      case CAS -> {
        requireIndex(known, op.index(), "set node " + TxnReads.quoted(op.name()));
        put(op.node());
      }
      case DELETE -> remove(op);
      case DELETE_CAS -> {
        requirePresent(known, op.index(), "delete node " + TxnReads.quoted(op.name()));
        remove(op);
      }
    }
    return isGone(op.verb()) ? List.of() : List.of(edit.reads().found(op));
  }

  private void put(@Nullable Node node) {
    edit.catalog(catalog -> catalog.putNode(given(node), false));
  }

  private void remove(TxnOp.OfNode op) {
    edit.catalog(catalog -> catalog.removeNode(new NodeName(op.name())));
  }

  @Override
  public List<TxnResult> service(TxnOp.OfService op) {
    ServiceEntry service = edit.reads().service(op.node(), op.id());
    LogIndexes known = service == null ? null : service.indexes();
    String what = TxnReads.serviceText(op.node(), op.id());
    switch (op.verb()) {
      case GET -> {}
      case SET -> edit.catalog(catalog -> catalog.putService(given(op.service())));
      case CAS -> {
        requireIndex(known, op.index(), "set " + what);
        edit.catalog(catalog -> catalog.putService(given(op.service())));
      }
      case DELETE -> remove(op);
      case DELETE_CAS -> {
        requirePresent(known, op.index(), "delete " + what);
        remove(op);
      }
    }
    return isGone(op.verb()) ? List.of() : List.of(edit.reads().found(op));
  }

  private void remove(TxnOp.OfService op) {
    if (edit.reads().service(op.node(), op.id()) != null) {
      edit.catalog(
          catalog -> catalog.removeService(new NodeName(op.node()), new ServiceId(op.id())));
    }
  }

  @Override
  public List<TxnResult> check(TxnOp.OfCheck op) {
    HealthCheck check = edit.reads().check(op.node(), op.id());
    LogIndexes known = check == null ? null : check.indexes();
    String what = TxnReads.checkText(op.node(), op.id());
    switch (op.verb()) {
      case GET -> {}
      case SET -> edit.catalog(catalog -> catalog.putCheck(given(op.check())));
      case CAS -> {
        requireIndex(known, op.index(), "set " + what);
        edit.catalog(catalog -> catalog.putCheck(given(op.check())));
      }
      case DELETE -> remove(op);
      case DELETE_CAS -> {
        requirePresent(known, op.index(), "delete " + what);
        remove(op);
      }
    }
    return isGone(op.verb()) ? List.of() : List.of(edit.reads().found(op));
  }

  private void remove(TxnOp.OfCheck op) {
    if (edit.reads().check(op.node(), op.id()) != null) {
      edit.catalog(catalog -> catalog.removeCheck(new NodeName(op.node()), new CheckId(op.id())));
    }
  }

  private static boolean isGone(TxnOp.EntryVerb verb) {
    return verb == TxnOp.EntryVerb.DELETE || verb == TxnOp.EntryVerb.DELETE_CAS;
  }

  /** Index 0 means that it must not be there. */
  private static void requireIndex(@Nullable LogIndexes known, long wanted, String what) {
    if ((known == null ? 0 : known.modify()) != wanted) {
      throw new RefusedException("failed to " + what + ", index is stale");
    }
  }

  private static void requirePresent(@Nullable LogIndexes known, long wanted, String what) {
    if (known == null || known.modify() != wanted) {
      throw new RefusedException("failed to " + what + ", index is stale");
    }
  }

  private static <T> T given(@Nullable T entry) {
    if (entry == null) {
      throw new RefusedException("nothing is said of what it is to be");
    }
    return entry;
  }
}
