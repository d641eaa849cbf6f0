package org.lictor.consensus;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

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
   * @param progress how far it is; null when the leader does not know
   */
  record Peer(
      String id, String address, boolean leader, boolean voter, @Nullable Progress progress) {
    /** One of which no more is known. */
    public Peer(String id, String address, boolean leader, boolean voter) {
      this(id, address, leader, voter, null);
    }
  }

  /**
   * How far a server is, as the leader knows it.
   *
   * @param term of the log's end
   * @param lastIndex up to which its log is that of the leader
   * @param silentMillis since it last acknowledged anything; of itself up to {@link #USUAL_SILENCE}
   */
  record Progress(long term, long lastIndex, long silentMillis) {}

  /**
   * How long a leader and a server that have nothing to say hear nothing of each other: the leader
   * looks every 500 ms ({@code hazelcast.xml}), and leaves out a heartbeat when less than that has
   * passed since it sent something.
   */
  Duration USUAL_SILENCE = Duration.ofSeconds(1);
}
