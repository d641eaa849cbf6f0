package org.lictor.consensus.hazelcast;

import com.hazelcast.cluster.Address;
import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.internal.RaftService;
import com.hazelcast.cp.internal.raft.impl.RaftNode;
import com.hazelcast.cp.internal.raft.impl.RaftNodeImpl;
import com.hazelcast.cp.internal.raft.impl.state.LeaderState;
import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.operationservice.impl.RaftInvocationContext;

/**
 * Has the leader ask a server that comes back how far its log reaches. By itself the engine goes by
 * what that server had told before, and never sends an entry twice: who comes back with a shorter
 * log than it had told of, because its disk lost the end, would hear nothing until another server
 * leads. What a leader has just been elected knows of the others, nothing, is always safe.
 */
final class ReturnedServer {
  private final NodeEngine engine;

  ReturnedServer(NodeEngine engine) {
    this.engine = engine;
  }

  /** The grid has a member at {@code address} that it had not. Any thread; never waits. */
  void added(Address address) {
    RaftService raft = engine.getService(RaftService.SERVICE_NAME);
    RaftInvocationContext members = raft.getInvocationManager().getRaftInvocationContext();
    for (RaftNode node : raft.getAllRaftNodes()) {
      if (node instanceof RaftNodeImpl group) {
        group.execute(
            () -> {
              LeaderState leading = group.state().leaderState();
              if (leading == null) return;
              leading
                  .getFollowerStates()
                  .forEach(
                      (follower, state) -> {
                        CPMember member = members.getCPMember(follower.getUuid());
                        if (member != null && member.getAddress().equals(address)) {
                          state.matchIndex(0);
                          state.resetRequestBackoff();
                        }
                      });
            });
      }
    }
  }
}
