package org.lictor.consensus.simulated;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.command.Outcome;
import org.lictor.consensus.Committed;
import org.lictor.model.KvEntry;
import org.lictor.state.StateImage;

/**
 * A write that was acknowledged is in its place in the order, with the outcome that its client was
 * told, and in the state of every leader of a later term.
 */
final class AcknowledgedIsKept extends Invariant {
  private final Ledger ledger;
  private final Registries registries;
  private final List<SimulatedServer> servers;

  /** By the highest term at the time, the highest index acknowledged until then. */
  private final TreeMap<Long, Long> acknowledged = new TreeMap<>();

  private final Map<String, Long> keys = new TreeMap<>();

  /** The last term in which each leader was seen to know all: it is looked at once a term. */
  private final long[] checkedTerm;

  AcknowledgedIsKept(Ledger ledger, Registries registries, List<SimulatedServer> servers) {
    this.ledger = ledger;
    this.registries = registries;
    this.servers = servers;
    checkedTerm = new long[servers.size()];
    acknowledged.put(0L, 0L);
  }

  @Override
  void answered(Write write, @Nullable Committed committed, @Nullable Throwable failure) {
    if (committed == null) return;
    Ledger.Line line = ledger.at(committed.index());
    require(
        line != null
            && line.number() == write.number()
            && line.outcome().equals(committed.outcome()),
        "write %d was answered %s, but there is %s",
        write.number(),
        committed,
        line);
    long highestTerm = 0;
    for (SimulatedServer server : servers) {
      highestTerm = Math.max(highestTerm, server.disk().contents().term);
    }
    acknowledged.merge(highestTerm, committed.index(), Math::max);
    if (write.command() instanceof Command.KvSet set
        && KeyWrites.isNeverDeleted(set.key())
        && committed.outcome().equals(Outcome.DONE)) {
      keys.merge(set.key(), committed.index(), Math::max);
    }
  }

  @Override
  void afterStep() {
    for (SimulatedServer server : servers) {
      RaftServer running = server.running();
      if (running != null && running.leadsKnowingly() && checkedTerm[server.id] < running.term()) {
        checkedTerm[server.id] = running.term();
        check(server.id, running.term());
      }
    }
  }

  private void check(int leader, long term) {
    StateImage image = registries.store(leader).image();
    long least = Collections.max(acknowledged.headMap(term).values());
    require(
        image.index() >= least,
        "the leader of term %d, server %d, has index %d; %d was acknowledged before",
        term,
        leader,
        image.index(),
        least);
    keys.forEach(
        (key, index) -> {
          KvEntry entry = image.kv().get(key);
          require(
              index > least || (entry != null && entry.indexes().modify() >= index),
              "the leader of term %d, server %d, has lost what was written to %s at %d",
              term,
              leader,
              key,
              index);
        });
  }
}
