package org.lictor.consensus.simulated;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Outcome;
import org.lictor.consensus.Committed;
import org.lictor.consensus.LogBusyException;
import org.lictor.consensus.LogUnavailableException;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.OutcomeUnknownException;

/** No write is applied twice, and none that was refused is applied at all. */
final class AppliedOnce extends Invariant {
  private final Ledger ledger;
  private final Set<Long> refused = new HashSet<>();

  AppliedOnce(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void applied(int server, Entry entry, Outcome outcome) {
    byte[] command = entry.command();
    if (command == null) throw broken("server %d applied nothing at %d", server, entry.index());
    long number = Write.numberOf(command);
    Long first = ledger.indexOf(number);
    require(
        first != null && first == entry.index(),
        "write %d is applied at %d and at %d",
        number,
        first,
        entry.index());
    require(!refused.contains(number), "write %d was refused and is applied", number);
  }

  @Override
  void answered(Write write, @Nullable Committed committed, @Nullable Throwable failure) {
    if (failure == null || failure instanceof OutcomeUnknownException) return;
    require(
        failure instanceof NoLeaderException
            || failure instanceof LogBusyException
            || failure instanceof LogUnavailableException,
        "write %d fails with %s",
        write.number(),
        failure);
    // A server that is down takes nothing, so here the third is a refusal as well.
    refused.add(write.number());
    require(
        ledger.indexOf(write.number()) == null,
        "write %d is applied and then refused: %s",
        write.number(),
        failure);
  }
}
