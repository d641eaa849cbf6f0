package org.lictor.consensus.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.internal.CPMemberInfo;
import com.hazelcast.cp.internal.RaftGroupId;
import com.hazelcast.cp.internal.RaftInvocationManager;
import com.hazelcast.cp.internal.RaftService;
import com.hazelcast.cp.internal.raft.impl.RaftEndpoint;
import com.hazelcast.cp.internal.raft.impl.RaftNode;
import com.hazelcast.cp.internal.raft.impl.RaftNodeImpl;
import com.hazelcast.instance.impl.EnterpriseNodeExtension;
import com.hazelcast.spi.impl.NodeEngineImpl;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The Raft group of the catalog as this server sees it: its identity, this server's part in it and
 * who leads. Any thread; never waits.
 */
final class CatalogGroup {
  private static final System.Logger LOG = System.getLogger("org.lictor.consensus");
  private static final long RETRY_MILLIS = 250;

  /** Hazelcast names a group after the proxy it would be for: {@code anything@group}. */
  private static final String PROXY = "registry@" + CatalogService.GROUP;

  private final NodeEngineImpl engine;
  private final RaftService raft;
  private final CatalogService service;
  private final @Nullable CpPersistence disk;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile @Nullable RaftGroupId id;
  private volatile boolean left;

  CatalogGroup(NodeEngineImpl engine) {
    this.engine = engine;
    this.raft = engine.getService(RaftService.SERVICE_NAME);
    this.service = engine.getService(CatalogService.NAME);
    this.disk =
        engine.getNode().getNodeExtension() instanceof EnterpriseNodeExtension extension
                && extension.cp().persistence() instanceof CpPersistence files
            ? files
            : null;
  }

  CatalogService service() {
    return service;
  }

  RaftService raft() {
    return raft;
  }

  NodeEngineImpl engine() {
    return engine;
  }

  RaftInvocationManager invocations() {
    return raft.getInvocationManager();
  }

  /** Says whether this server has left, or is about to, and must not become a member again. */
  void left(boolean now) {
    left = now;
  }

  boolean isLeft() {
    return left;
  }

  /** The group, once there is one; until then it is looked for, and made, in the background. */
  @Nullable RaftGroupId id() {
    RaftGroupId known = id;
    if (known != null) {
      return known;
    }
    known = service.group();
    if (known == null) {
      for (RaftNode node : raft.getAllRaftNodes()) {
        if (node.getGroupId().getName().equals(CatalogService.GROUP)) {
          known = (RaftGroupId) node.getGroupId();
        }
      }
    }
    if (known != null) {
      id = known;
    } else if (looking.compareAndSet(false, true)) {
      look();
    }
    return known;
  }

  private void look() {
    if (!raft.isDiscoveryCompleted() || !raft.isStartCompleted()) {
      again();
      return;
    }
    raft.createRaftGroupForProxyAsync(PROXY)
        .whenCompleteAsync(
            (found, problem) -> {
              if (problem == null) {
                id = (RaftGroupId) found;
              } else {
                LOG.log(System.Logger.Level.DEBUG, "no catalog group yet: " + problem);
                again();
              }
            });
  }

  private void again() {
    if (engine.isRunning()) {
      engine.getExecutionService().schedule(this::look, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** This server's part in the group; null when it has none. */
  @Nullable RaftNodeImpl node() {
    RaftGroupId known = id();
    return known == null ? null : (RaftNodeImpl) raft.getRaftNode(known);
  }

  /**
   * What keeps this server from writing to disk; null when nothing does. While it lasts the engine
   * stands still here, and what it says of the leader is of before.
   */
  @Nullable String trouble() {
    return disk == null ? null : disk.trouble();
  }

  boolean isLeader() {
    RaftNodeImpl node = node();
    return node != null
        && node.getLocalMember().equals(node.getLeader())
        && !node.isTerminatedOrSteppedDown()
        && trouble() == null;
  }

  /** Who leads; null when that is not known. */
  @Nullable CPMember leader() {
    RaftEndpoint leader = leading();
    return leader == null ? null : member(leader);
  }

  /** The same as the engine has it. */
  @Nullable RaftEndpoint leading() {
    RaftNodeImpl node = node();
    if (node == null) {
      return null;
    }
    RaftEndpoint leader = node.getLeader();
    boolean itself = node.getLocalMember().equals(leader);
    return itself && trouble() != null ? null : leader;
  }

  @Nullable CPMember member(RaftEndpoint endpoint) {
    CPMemberInfo local = raft.getLocalCPMember();
    if (local != null && local.getUuid().equals(endpoint.getUuid())) {
      return local;
    }
    return invocations().getRaftInvocationContext().getCPMember(endpoint.getUuid());
  }

  /** The member of the grid that a member of the CP subsystem is; null when it is not there. */
  @Nullable Member inGrid(CPMember member) {
    return engine.getClusterService().getMember(member.getAddress());
  }

  /** Milliseconds since the leader was heard of; 0 on the leader. */
  long lastContactMillis() {
    RaftNodeImpl node = node();
    if (node == null || isLeader()) {
      return 0;
    }
    return Math.max(0, System.currentTimeMillis() - node.lastAppendEntriesTimestamp());
  }
}
