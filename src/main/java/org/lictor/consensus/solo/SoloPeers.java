package org.lictor.consensus.solo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Leadership;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.PeerChangeException;
import org.lictor.consensus.Peers;

/** The one server of a log that is not replicated. Any thread. */
public final class SoloPeers implements Peers {
  /** No command made the configuration: it is there before the first. */
  private static final long BEFORE_ALL = 0;

  /** It leads once and for all. */
  private static final long TERM = 1;

  private final String id;
  private final CommandLog log;

  /**
   * Of the server {@code id}.
   *
   * @param log its own
   */
  public SoloPeers(String id, CommandLog log) {
    this.id = id;
    this.log = log;
  }

  @Override
  public CompletableFuture<Configuration> configuration() {
    Leadership leadership = log.leadership();
    String address = leadership.leaderAddress();
    return address == null
        ? CompletableFuture.failedFuture(new NoLeaderException())
        : CompletableFuture.completedFuture(
            new Configuration(
                BEFORE_ALL,
                List.of(
                    new Peer(
                        id,
                        address,
                        leadership.isLeader(),
                        true,
                        new Progress(TERM, log.lastApplied(), 0)))));
  }

  @Override
  public CompletableFuture<Void> remove(String peer) {
    return CompletableFuture.failedFuture(
        new PeerChangeException(
            "Need at least one voter in configuration: this server is the only one"));
  }

  @Override
  public CompletableFuture<Void> transferLead(String peer) {
    return CompletableFuture.failedFuture(
        new PeerChangeException("leadership transfer failed: there is no other server"));
  }
}
