package org.lictor.consensus.hazelcast;

import com.hazelcast.cluster.Address;
import com.hazelcast.cp.internal.raft.impl.state.LeaderState;

/**
 * Has the leader ask a server that comes back how far its log reaches. By itself the engine goes by
 * what that server had told before, and never sends an entry twice: who comes back with a shorter
 * log than it had told of, because its disk lost the end, would hear nothing until another server
 * leads. What a leader has just been elected knows of the others, nothing, is always safe.
 */
final class ReturnedServer {
  private final RaftGroups groups;

  ReturnedServer(RaftGroups groups) {
    this.groups = groups;
  }

  /** The grid has a member at {@code address} that it had not. Any thread; never waits. */
  void added(Address address) {
    groups.execute(
        group -> {
          LeaderState leading = group.state().leaderState();
          if (leading == null) return;
          leading
              .getFollowerStates()
              .forEach(
                  (follower, state) -> {
                    if (groups.isAt(follower, address)) {
                      state.matchIndex(0);
                      state.resetRequestBackoff();
                    }
                  });
        });
  }
}
