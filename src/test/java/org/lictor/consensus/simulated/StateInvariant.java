package org.lictor.consensus.simulated;

import org.lictor.command.Command;
import org.lictor.command.Outcome;
import org.lictor.command.TxnOutcome;
import org.lictor.state.StateImage;

/**
 * An invariant of the registry itself: it is told of each command of the one order once, when the
 * first server applies it. That all have the same state is for {@link ReplicasAgree}.
 */
abstract class StateInvariant extends Invariant {
  private final Ledger ledger;
  private long seen;

  /**
   * What a command did.
   *
   * @param decidedAt in milliseconds as commands have them
   */
  record Change(
      StateImage before, Command command, long decidedAt, Outcome outcome, StateImage after) {
    /** Whether it was carried out, as far as it is told. */
    boolean done() {
      return outcome instanceof TxnOutcome txn ? txn.done() : outcome.equals(Outcome.DONE);
    }
  }

  StateInvariant(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public final void applied(int server, Entry entry, Outcome outcome) {
    if (entry.index() <= seen) return;
    seen = entry.index();
    Ledger.Line line = ledger.at(seen);
    if (line == null) throw broken("nobody applied what server %d did at %d", server, seen);
    look(
        new Change(
            ledger.before(seen).image(),
            line.command(),
            line.number(),
            line.outcome(),
            line.image()));
  }

  abstract void look(Change change);
}
