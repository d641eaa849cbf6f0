package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.internal.MetadataRaftGroupManager;
import com.hazelcast.cp.internal.RaftService;
import com.hazelcast.cp.internal.raft.impl.RaftNode;
import com.hazelcast.instance.impl.EnterpriseNodeExtension;
import java.util.Collection;

/**
 * A server that the others have taken off the log while it was dead or cut off, and that is here
 * again. Nobody tells it, and under its old identity nobody listens to it: it would wait for a
 * leader for ever. So it gives that identity up, with its files, and can then be promoted as a new
 * one. Its image stays: what it has applied is what the others applied, and the log, when it comes
 * again from the beginning, finds the batches known ({@link SubmitterWindows}). One thread, which
 * may be made to wait and is none of the engine's partitions.
 */
final class FormerMember {
  private static final System.Logger LOG = System.getLogger("org.lictor.consensus");

  private final CatalogGroup group;

  FormerMember(CatalogGroup group) {
    this.group = group;
  }

  /**
   * Gives the identity up if it is none of these.
   *
   * @param members as the subsystem's own group has them now, by proof of its lead
   */
  void giveUpUnless(Collection<CPMember> members) {
    RaftService raft = group.raft();
    CPMember self = raft.getLocalCPMember();
    if (self == null || members.stream().anyMatch(each -> each.getUuid().equals(self.getUuid()))) {
      return;
    }
    if (!raft.getAllRaftNodes().isEmpty()) {
      // They end in the background; the next look finds none.
      for (RaftNode node : raft.getAllRaftNodes()) {
        raft.terminateRaftNode(node.getGroupId(), false);
      }
      return;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "the others have removed this server meanwhile; it comes back as a new one: former id="
            + self.getUuid());
    if (group.engine().getNode().getNodeExtension() instanceof EnterpriseNodeExtension extension) {
      extension.cp().forget();
    }
    forget(raft);
    raft.getMetadataGroupManager().disableDiscovery();
  }

  /** Has the engine forget who is a member, as when the whole subsystem is reset. */
  private static void forget(RaftService raft) {
    EnginePart.call(
        EnginePart.method(MetadataRaftGroupManager.class, "restart", long.class),
        raft.getMetadataGroupManager(),
        raft.getMetadataGroupId().getSeed());
    // Of a group that it once took part in, the engine would not let it be a member again.
    ((Collection<?>) EnginePart.get(RaftService.class, "terminatedRaftNodeGroupIds", raft)).clear();
  }
}
