package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.internal.CPMemberInfo;
import com.hazelcast.cp.internal.RaftGroupId;
import com.hazelcast.cp.internal.RaftService;
import com.hazelcast.cp.internal.persistence.CPMetadataStore;
import com.hazelcast.cp.internal.raft.impl.persistence.RestoredRaftState;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Gives Hazelcast's CP subsystem back what it was before this process started, in the order that it
 * needs. Once, after the grid was joined and before it says that its start is complete.
 */
final class CpRestore {
  private final CpPersistence persistence;
  private final RaftService raft;

  CpRestore(CpPersistence persistence, RaftService raft) {
    this.persistence = persistence;
    this.raft = raft;
  }

  void run() throws IOException {
    CPMetadataStore metadata = persistence.getCPMetadataStore();
    RaftGroupId metadataGroup = metadata.readMetadataGroupId();
    if (metadataGroup != null) {
      raft.getMetadataGroupManager().restoreMetadataGroupId(metadataGroup);
    }
    Set<CPMember> active = new LinkedHashSet<>();
    long index = metadata.readActiveCPMembers(active);
    if (!active.isEmpty()) {
      raft.updateInvocationManagerMembers(raft.getMetadataGroupId().getSeed(), index, active);
    }
    // All of it before the first is told: a server that cannot start must not have voted.
    Map<RaftGroupId, RestoredRaftState> kept = new LinkedHashMap<>();
    for (RaftStateFiles files : persistence.kept()) kept.put(files.group(), files.load());
    CPMember local = metadata.readLocalCPMember();
    if (local != null) {
      raft.getMetadataGroupManager().restoreLocalCPMember((CPMemberInfo) local);
      kept.forEach((group, state) -> raft.restoreRaftNode(group, state, null));
    }
  }
}
