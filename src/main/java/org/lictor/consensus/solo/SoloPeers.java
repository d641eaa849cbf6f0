package org.lictor.consensus.solo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.lictor.consensus.Leadership;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.PeerChangeException;
import org.lictor.consensus.Peers;

/** The one server of a log that is not replicated. Any thread. */
public final class SoloPeers implements Peers {
  /** No command made the configuration: it is there before the first. */
  private static final long BEFORE_ALL = 0;

  private final String id;
  private final Leadership leadership;

  /**
   * Of the server {@code id}.
   *
   * @param leadership of its own log
   */
  public SoloPeers(String id, Leadership leadership) {
    this.id = id;
    this.leadership = leadership;
  }

  @Override
  public CompletableFuture<Configuration> configuration() {
    String address = leadership.leaderAddress();
    return address == null
        ? CompletableFuture.failedFuture(new NoLeaderException())
        : CompletableFuture.completedFuture(
            new Configuration(
                BEFORE_ALL, List.of(new Peer(id, address, leadership.isLeader(), true))));
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
