package org.lictor.query;

import java.util.List;
import org.lictor.command.TxnOp;
import org.lictor.command.TxnOutcome;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;
import org.lictor.state.TxnReads;

/**
 * A transaction that changes nothing (Consul HTTP API, "Transactions"): all its operations see the
 * same moment.
 */
public record TxnQuery(List<TxnOp> ops) implements Query<TxnOutcome> {
  public TxnQuery {
    ops = List.copyOf(ops);
    if (ops.stream().anyMatch(TxnOp::writes)) {
      throw new IllegalArgumentException("a transaction that writes is no query");
    }
  }

  @Override
  public List<Topic> topics() {
    return ops.stream().map(op -> op.handledBy(new Touching())).distinct().toList();
  }

  @Override
  public Indexed<TxnOutcome> ask(StateImage image) {
    return new Indexed<>(image.index(), TxnReads.outcome(ops, image));
  }

  /** What a change must touch to change what an operation finds. */
  private static final class Touching implements TxnOp.Handler<Topic> {
    @Override
    public Topic key(TxnOp.Key op) {
      return op.verb() == TxnOp.KeyVerb.GET_TREE ? Topic.keyPrefix(op.key()) : Topic.key(op.key());
    }

    @Override
    public Topic node(TxnOp.OfNode op) {
      return op.id().isEmpty() ? Topic.node(op.name()) : Topic.NODES;
    }

    @Override
    public Topic service(TxnOp.OfService op) {
      return Topic.node(op.node());
    }

    @Override
    public Topic check(TxnOp.OfCheck op) {
      return Topic.CHECKS;
    }
  }
}
