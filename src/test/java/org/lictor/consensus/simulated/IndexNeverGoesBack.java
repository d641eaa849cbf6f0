package org.lictor.consensus.simulated;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Outcome;
import org.lictor.consensus.Committed;
import org.lictor.state.StateImage;

/**
 * No index falls: not a server's while it runs, not what its disk holds over a crash, and not a
 * client's from one answer to the next.
 */
final class IndexNeverGoesBack extends Invariant {
  private final Registries registries;
  private final long[][] seen;
  private final long[] highestApplied;

  IndexNeverGoesBack(int servers, Registries registries) {
    this.registries = registries;
    seen = new long[servers][];
    highestApplied = new long[servers];
  }

  @Override
  public void started(SimulatedServer server) {
    seen[server.id] = indexes(server.id);
    long kept = server.disk().contents().lastIndex();
    require(
        kept >= highestApplied[server.id],
        "server %d comes back with %d entries after it had applied %d",
        server.id,
        kept,
        highestApplied[server.id]);
  }

  @Override
  public void applied(int server, Entry entry, Outcome outcome) {
    require(
        entry.index() > seen[server][0],
        "server %d applied index %d after %d",
        server,
        entry.index(),
        seen[server][0]);
    highestApplied[server] = Math.max(highestApplied[server], entry.index());
    look(server);
  }

  @Override
  public void restored(int server, Snapshot snapshot) {
    highestApplied[server] = Math.max(highestApplied[server], snapshot.index());
    look(server);
  }

  private void look(int server) {
    long[] before = seen[server];
    long[] now = indexes(server);
    for (int i = 0; i < now.length; i++) {
      require(
          now[i] >= before[i],
          "server %d went from %s to %s",
          server,
          Arrays.toString(before),
          Arrays.toString(now));
    }
    seen[server] = now;
  }

  /** The image's own, and those that readers of whole tables wait on. */
  private long[] indexes(int server) {
    StateImage image = registries.store(server).image();
    return new long[] {
      image.index(),
      image.catalog().nodesIndex(),
      image.catalog().servicesIndex(),
      image.catalog().checksIndex(),
      image.kv().index(),
      image.sessions().index(),
      image.sessions().term()
    };
  }

  @Override
  void answered(Write write, @Nullable Committed committed, @Nullable Throwable failure) {
    require(
        committed == null || committed.index() > write.knownIndex(),
        "write %d is at %s, which is not after %d",
        write.number(),
        committed,
        write.knownIndex());
  }
}
