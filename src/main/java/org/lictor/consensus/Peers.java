package org.lictor.consensus;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The servers among which the log is replicated. Any thread. */
public interface Peers {
  /** The configuration as it is now. Fails with {@link NoLeaderException}. */
  CompletableFuture<Configuration> configuration();

  /**
   * Takes a server off the configuration, as one that will not come back.
   *
   * @param id of the peer
   */
  CompletableFuture<Void> remove(String id);

  /**
   * Has another server lead. Completes when it does; fails with {@link PeerChangeException} when
   * there is none, or it could not.
   *
   * @param id of the server that is to lead; empty for any
   */
  CompletableFuture<Void> transferLead(String id);

  /**
   * Who takes part.
   *
   * @param index of the change that made it so
   */
  record Configuration(long index, List<Peer> peers) {
    public Configuration {
      peers = List.copyOf(peers);
    }
  }

  /**
   * A server in the configuration.
   *
   * @param id its identity in the log, a UUID
   * @param address host and port where other servers reach it, as {@code /v1/status/peers} shows it
   * @param voter whether its disk counts for a majority
   */
  record Peer(String id, String address, boolean leader, boolean voter) {}
}
