package org.lictor.consensus.hazelcast;

import com.hazelcast.cluster.Address;
import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.internal.RaftService;
import com.hazelcast.cp.internal.raft.impl.RaftEndpoint;
import com.hazelcast.cp.internal.raft.impl.RaftNode;
import com.hazelcast.cp.internal.raft.impl.RaftNodeImpl;
import com.hazelcast.spi.impl.NodeEngine;
import java.util.function.Consumer;

/** This server's part in the engine's Raft groups. Any thread; never waits. */
final class RaftGroups {
  private final NodeEngine engine;

  RaftGroups(NodeEngine engine) {
    this.engine = engine;
  }

  /** Has {@code work} done with each group, on that group's own thread. */
  void execute(Consumer<RaftNodeImpl> work) {
    for (RaftNode node : raft().getAllRaftNodes()) {
      if (node instanceof RaftNodeImpl group) {
        group.execute(() -> work.accept(group));
      }
    }
  }

  /** Whether the member of a group is known to be at {@code address}. */
  boolean isAt(RaftEndpoint endpoint, Address address) {
    CPMember member =
        raft().getInvocationManager().getRaftInvocationContext().getCPMember(endpoint.getUuid());
    return member != null && member.getAddress().equals(address);
  }

  private RaftService raft() {
    return engine.getService(RaftService.SERVICE_NAME);
  }
}
