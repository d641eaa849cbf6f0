package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.CPGroupId;
import com.hazelcast.cp.internal.RaftOp;
import com.hazelcast.cp.internal.RaftService;
import com.hazelcast.cp.internal.raft.impl.RaftNodeImpl;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/**
 * Asks the leader how far the servers are, as it knows from what they acknowledge. The engine runs
 * it on the thread that has that knowledge.
 */
public final class ProgressOp extends RaftOp implements IdentifiedDataSerializable {
  /** Also for deserialisation. */
  public ProgressOp() {}

  @Override
  public Object run(CPGroupId groupId, long commitIndex) {
    RaftService raft = getNodeEngine().getService(RaftService.SERVICE_NAME);
    return raft.getRaftNode(groupId) instanceof RaftNodeImpl node
        ? GroupProgress.of(node.state(), System.currentTimeMillis()).bytes()
        : GroupProgress.UNKNOWN.bytes();
  }

  @Override
  protected String getServiceName() {
    return CatalogService.NAME;
  }

  @Override
  public int getFactoryId() {
    return CatalogSerializerHook.FACTORY;
  }

  @Override
  public int getClassId() {
    return CatalogSerializerHook.PROGRESS;
  }

  @Override
  public void writeData(ObjectDataOutput out) {
    // It has no fields.
  }

  @Override
  public void readData(ObjectDataInput in) {
    // It has no fields.
  }
}
