package org.lictor.registrar;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.lictor.command.Command;
import org.lictor.command.TxnOp;
import org.lictor.command.TxnOutcome;

/**
 * Has several changes made as one. Any thread; futures complete when the change is durable and can
 * be read here, or was not made.
 */
public final class TxnWriter {
  private final CommandSubmitter submitter;

  public TxnWriter(CommandSubmitter submitter) {
    this.submitter = submitter;
  }

  /** Carries out {@code ops} in their order, all or none. */
  public CompletableFuture<TxnOutcome> run(List<TxnOp> ops) {
    return submitter
        .commit(new Command.Txn(ops))
        .thenApply(committed -> (TxnOutcome) committed.outcome());
  }
}
