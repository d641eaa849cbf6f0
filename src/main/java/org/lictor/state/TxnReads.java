package org.lictor.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lictor.command.TxnOp;
import org.lictor.command.TxnOutcome;
import org.lictor.command.TxnResult;
import org.lictor.model.GoQuote;
import org.lictor.model.HealthCheck;
import org.lictor.model.KvEntry;
import org.lictor.model.LogIndexes;
import org.lictor.model.NodeName;
import org.lictor.model.Octets;
import org.lictor.model.ServiceEntry;

/** What the reading operations of a transaction find. Immutable; any thread. */
public final class TxnReads {
  private final CatalogTable catalog;
  private final KvTable kv;

  TxnReads(CatalogTable catalog, KvTable kv) {
    this.catalog = catalog;
    this.kv = kv;
  }

  /** The outcome of a transaction that changes nothing. */
  public static TxnOutcome outcome(List<TxnOp> ops, StateImage image) {
    TxnReads reads = new TxnReads(image.catalog(), image.kv());
    return TxnRun.outcome(ops, reads.new Finder());
  }

  /** Finds what each operation asks for. */
  private final class Finder implements TxnOp.Handler<List<TxnResult>> {
    @Override
    public List<TxnResult> key(TxnOp.Key op) {
      return keys(op);
    }

    @Override
    public List<TxnResult> node(TxnOp.OfNode op) {
      return List.of(found(op));
    }

    @Override
    public List<TxnResult> service(TxnOp.OfService op) {
      return List.of(found(op));
    }

    @Override
    public List<TxnResult> check(TxnOp.OfCheck op) {
      return List.of(found(op));
    }
  }

  /** What a reading verb finds of keys; refuses what does not hold. */
  List<TxnResult> keys(TxnOp.Key op) {
    String key = op.key();
    KvEntry entry = kv.get(key);
    return switch (op.verb()) {
      case GET -> List.of(new TxnResult.Key(present(entry, "key " + quoted(key))));
      case GET_OR_EMPTY ->
          List.of(
              new TxnResult.Key(
                  entry != null
                      ? entry
                      : new KvEntry(key, Octets.EMPTY, 0, 0, "", LogIndexes.NONE)));
      case GET_TREE -> under(key);
      case CHECK_INDEX -> List.of(withIndex(present(entry, indexOf(key)), op.index()));
      case CHECK_SESSION -> List.of(heldBy(present(entry, sessionOf(key)), op.session()));
      case CHECK_NOT_EXISTS -> {
        if (entry != null) {
          throw new RefusedException("key " + quoted(key) + " exists");
        }
        yield List.of();
      }
      case SET, CAS, LOCK, UNLOCK, DELETE, DELETE_TREE, DELETE_CAS ->
          throw new IllegalArgumentException("not a read: " + op.verb());
    };
  }

  private static String indexOf(String key) {
    return "failed to check index, key " + quoted(key);
  }

  private static String sessionOf(String key) {
    return "failed to check session, key " + quoted(key);
  }

  private List<TxnResult> under(String prefix) {
    List<TxnResult> found = new ArrayList<>();
    for (KvEntry entry : kv.entries().tailMap(prefix).values()) {
      if (!entry.key().startsWith(prefix)) {
        break;
      }
      found.add(new TxnResult.Key(entry));
    }
    return found;
  }

  private static TxnResult withIndex(KvEntry entry, long wanted) {
    long index = entry.indexes().modify();
    if (index != wanted) {
      throw new RefusedException(
          "failed index check for key "
              + quoted(entry.key())
              + ", current modify index "
              + index
              + " != "
              + Long.toUnsignedString(wanted));
    }
    return withoutValue(entry);
  }

  private static TxnResult heldBy(KvEntry entry, String session) {
    if (!entry.session().equals(session)) {
      throw new RefusedException(
          "failed session check for key "
              + quoted(entry.key())
              + ", current session "
              + quoted(entry.session())
              + " != "
              + quoted(session));
    }
    return withoutValue(entry);
  }

  /** A key of which only is told that it was touched. */
  static TxnResult withoutValue(KvEntry entry) {
    return new TxnResult.Key(
        new KvEntry(
            entry.key(),
            Octets.EMPTY,
            entry.flags(),
            entry.lockIndex(),
            entry.session(),
            entry.indexes()));
  }

  TxnResult found(TxnOp.OfNode op) {
    NodeRow row = op.id().isEmpty() ? row(op.name()) : catalog.nodeOfId(op.id());
    return new TxnResult.OfNode(present(row, "node " + quoted(op.name())).node());
  }

  TxnResult found(TxnOp.OfService op) {
    return new TxnResult.OfService(
        present(service(op.node(), op.id()), serviceText(op.node(), op.id())));
  }

  TxnResult found(TxnOp.OfCheck op) {
    return new TxnResult.OfCheck(present(check(op.node(), op.id()), checkText(op.node(), op.id())));
  }

  @Nullable NodeRow row(String node) {
    return node.isEmpty() ? null : catalog.node(new NodeName(node));
  }

  @Nullable ServiceEntry service(String node, String id) {
    NodeRow row = row(node);
    return row == null ? null : row.services().get(id.toLowerCase(Locale.ROOT));
  }

  @Nullable HealthCheck check(String node, String id) {
    NodeRow row = row(node);
    return row == null ? null : row.checks().get(id.toLowerCase(Locale.ROOT));
  }

  static String serviceText(String node, String id) {
    return "service " + quoted(id) + " on node " + quoted(node);
  }

  static String checkText(String node, String id) {
    return "check " + quoted(id) + " on node " + quoted(node);
  }

  private static <T> T present(@Nullable T found, String what) {
    if (found == null) {
      throw new RefusedException(what + " doesn't exist");
    }
    return found;
  }

  static String quoted(String text) {
    return GoQuote.of(text);
  }
}
