package org.lictor.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.command.TxnOp.EntryVerb;
import org.lictor.command.TxnOp.KeyVerb;
import org.lictor.model.Octets;

/** The binary form of transactions' operations and outcomes. */
public final class TxnCodec {
  private static final int KEY = 1;
  private static final int NODE = 2;
  private static final int SERVICE = 3;
  private static final int CHECK = 4;

  private TxnCodec() {}

  /** Writes the operations of a transaction. */
  public static void ops(BinaryWriter out, List<TxnOp> ops) {
    out.list(ops, (to, op) -> op.handledBy(new Ops(to)));
  }

  /** Reads them. */
  public static List<TxnOp> ops(BinaryReader in) {
    return present(in.list(TxnCodec::op));
  }

  private static TxnOp op(BinaryReader in) {
    int kind = in.octet();
    return switch (kind) {
      case KEY ->
          new TxnOp.Key(
              keyVerb(in.octet()),
              in.text(),
              Octets.owning(in.octets()),
              in.number(),
              in.number(),
              in.text());
      case NODE ->
          new TxnOp.OfNode(
              entryVerb(in.octet()),
              in.text(),
              in.text(),
              in.bool() ? ModelCodec.node(in) : null,
              in.number());
      case SERVICE ->
          new TxnOp.OfService(
              entryVerb(in.octet()),
              in.text(),
              in.text(),
              in.bool() ? ModelCodec.service(in) : null,
              in.number());
      case CHECK ->
          new TxnOp.OfCheck(
              entryVerb(in.octet()),
              in.text(),
              in.text(),
              in.bool() ? ModelCodec.check(in) : null,
              in.number());
      default -> throw unknown("operation", kind);
    };
  }

  private record Ops(BinaryWriter out) implements TxnOp.Handler<BinaryWriter> {
    @Override
    public BinaryWriter key(TxnOp.Key op) {
      out.octet(KEY).octet(op.verb().number()).text(op.key()).octets(op.value().bytes());
      return out.number(op.flags()).number(op.index()).text(op.session());
    }

    @Override
    public BinaryWriter node(TxnOp.OfNode op) {
      out.octet(NODE).octet(op.verb().number()).text(op.name()).text(op.id());
      out.bool(op.node() != null);
      if (op.node() != null) {
        ModelCodec.node(out, op.node());
      }
      return out.number(op.index());
    }

    @Override
    public BinaryWriter service(TxnOp.OfService op) {
      out.octet(SERVICE).octet(op.verb().number()).text(op.node()).text(op.id());
      out.bool(op.service() != null);
      if (op.service() != null) {
        ModelCodec.service(out, op.service());
      }
      return out.number(op.index());
    }

    @Override
    public BinaryWriter check(TxnOp.OfCheck op) {
      out.octet(CHECK).octet(op.verb().number()).text(op.node()).text(op.id());
      out.bool(op.check() != null);
      if (op.check() != null) {
        ModelCodec.check(out, op.check());
      }
      return out.number(op.index());
    }
  }

  /** Writes what became of a transaction. */
  public static void outcome(BinaryWriter out, TxnOutcome outcome) {
    out.list(outcome.results(), TxnCodec::result);
    out.list(outcome.problems(), (to, problem) -> to.number(problem.op()).text(problem.what()));
  }

  /** Reads it. */
  public static TxnOutcome outcome(BinaryReader in) {
    return new TxnOutcome(
        present(in.list(TxnCodec::result)),
        present(in.list(from -> new TxnOutcome.Problem(from.count(), from.text()))));
  }

  private static void result(BinaryWriter out, TxnResult result) {
    if (result instanceof TxnResult.Key key) {
      ModelCodec.entry(out.octet(KEY), key.entry());
    } else if (result instanceof TxnResult.OfNode node) {
      ModelCodec.node(out.octet(NODE), node.node());
    } else if (result instanceof TxnResult.OfService service) {
      ModelCodec.service(out.octet(SERVICE), service.service());
    } else if (result instanceof TxnResult.OfCheck check) {
      ModelCodec.check(out.octet(CHECK), check.check());
    }
  }

  private static TxnResult result(BinaryReader in) {
    int kind = in.octet();
    return switch (kind) {
      case KEY -> new TxnResult.Key(ModelCodec.entry(in));
      case NODE -> new TxnResult.OfNode(ModelCodec.node(in));
      case SERVICE -> new TxnResult.OfService(ModelCodec.service(in));
      case CHECK -> new TxnResult.OfCheck(ModelCodec.check(in));
      default -> throw unknown("result", kind);
    };
  }

  private static KeyVerb keyVerb(int number) {
    for (KeyVerb verb : KeyVerb.values()) {
      if (verb.number() == number) {
        return verb;
      }
    }
    throw unknown("verb", number);
  }

  private static EntryVerb entryVerb(int number) {
    for (EntryVerb verb : EntryVerb.values()) {
      if (verb.number() == number) {
        return verb;
      }
    }
    throw unknown("verb", number);
  }

  private static <T> List<T> present(@Nullable List<T> list) {
    if (list == null) {
      throw new CodecException("a list that must be there is absent");
    }
    return list;
  }

  private static CodecException unknown(String what, int number) {
    return new CodecException(
        "unknown " + what + " of a transaction: " + number + "; is it of a newer release?");
  }
}
