package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.CPGroupId;
import com.hazelcast.cp.internal.RaftOp;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/**
 * Asks a server for the index of the last command it has applied. Whoever has an image of that
 * index or a later one sees what that server saw.
 */
public final class AppliedIndexOp extends RaftOp implements IdentifiedDataSerializable {
  /** Also for deserialisation. */
  public AppliedIndexOp() {}

  @Override
  public Object run(CPGroupId groupId, long commitIndex) {
    CatalogService service = getService();
    return service.lastApplied();
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
    return CatalogSerializerHook.APPLIED_INDEX;
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
