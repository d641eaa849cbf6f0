package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.CPGroupId;
import com.hazelcast.cp.internal.CPGroupInfo;
import com.hazelcast.cp.internal.IndeterminateOperationStateAware;
import com.hazelcast.cp.internal.RaftEndpointImpl;
import com.hazelcast.cp.internal.RaftOp;
import com.hazelcast.cp.internal.RaftService;
import com.hazelcast.cp.internal.raft.impl.RaftEndpoint;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Lets the Raft groups have more members than they began with. The engine fills a group up to as
 * many as it had at first and no further; so more are entered among the first, which never took
 * part, and the next server that is promoted takes the free place. Runs on the CP subsystem's own
 * group.
 */
public final class GrowGroupsOp extends RaftOp
    implements IdentifiedDataSerializable, IndeterminateOperationStateAware {
  private int members;

  /** For deserialisation. */
  public GrowGroupsOp() {}

  /** To as many members as that. */
  GrowGroupsOp(int members) {
    this.members = members;
  }

  @Override
  public Object run(CPGroupId groupId, long commitIndex) throws Exception {
    RaftService raft = getService();
    boolean grown = false;
    for (CPGroupInfo group : groups(raft).values()) {
      Set<RaftEndpoint> first = new LinkedHashSet<>(group.initialMembers());
      boolean small = first.size() < members;
      for (int i = first.size(); i < members; i++) {
        // The same on each server: decided by the place in the log.
        first.add(new RaftEndpointImpl(new UUID(commitIndex, i)));
      }
      if (small) {
        EnginePart.set(CPGroupInfo.class, "initialMembers", group, first);
        grown = true;
      }
    }
    return grown;
  }

  @SuppressWarnings("unchecked") // it is declared so
  private static Map<CPGroupId, CPGroupInfo> groups(RaftService raft) {
    Object manager = raft.getMetadataGroupManager();
    return (Map<CPGroupId, CPGroupInfo>) EnginePart.get(manager.getClass(), "groups", manager);
  }

  @Override
  public boolean isRetryableOnIndeterminateOperationState() {
    return true;
  }

  @Override
  protected String getServiceName() {
    return RaftService.SERVICE_NAME;
  }

  @Override
  public int getFactoryId() {
    return CatalogSerializerHook.FACTORY;
  }

  @Override
  public int getClassId() {
    return CatalogSerializerHook.GROW_GROUPS;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeInt(members);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    members = in.readInt();
  }
}
