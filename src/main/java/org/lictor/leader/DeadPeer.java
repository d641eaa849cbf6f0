package org.lictor.leader;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lictor.consensus.Peers.Configuration;
import org.lictor.consensus.Peers.Peer;

/**
 * Which peer may be taken off a configuration: the decision alone, without clock or grid.
 *
 * @param live ids of the peers that a live server stands behind
 * @param dead ids of those that none has stood behind for long enough
 * @param spares how many live servers have been there for long enough and are not peers
 */
record DeadPeer(Configuration configuration, Set<String> live, Set<String> dead, int spares) {
  /**
   * One peer, or none. One at a time, never the leader, never without a majority of live voters,
   * and only when the cluster comes back to its size without it: another server can take the place,
   * or there are enough anyway.
   */
  Optional<Peer> toRemove(int expectedVoters) {
    List<Peer> voters = configuration.peers().stream().filter(Peer::voter).toList();
    long liveVoters = voters.stream().filter(peer -> live.contains(peer.id())).count();
    if (liveVoters <= voters.size() / 2) {
      return Optional.empty();
    }
    return configuration.peers().stream()
        .filter(peer -> dead.contains(peer.id()) && !live.contains(peer.id()) && !peer.leader())
        .filter(peer -> !peer.voter() || isReplaced(voters.size(), liveVoters, expectedVoters))
        .findFirst();
  }

  private boolean isReplaced(int voters, long liveVoters, int expectedVoters) {
    boolean somebodyComes = spares > 0 || liveVoters >= expectedVoters;
    return somebodyComes && voters - 1 + spares >= expectedVoters;
  }
}
