package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.CPGroupId;
import com.hazelcast.cp.internal.IndeterminateOperationStateAware;
import com.hazelcast.cp.internal.RaftOp;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;

/**
 * Brings the state of a server that was alone to the several servers that it has become one of.
 * Taken while nobody has written yet; so a repeat does nothing.
 */
public final class SeedOp extends RaftOp
    implements IdentifiedDataSerializable, IndeterminateOperationStateAware {
  private long index;
  private byte[] state = new byte[0];

  /** For deserialisation. */
  public SeedOp() {}

  SeedOp(long index, byte[] state) {
    this.index = index;
    this.state = state;
  }

  @Override
  public Object run(CPGroupId groupId, long commitIndex) throws IOException {
    CatalogService service = getService();
    return service.seed(groupId, index, state);
  }

  @Override
  public boolean isRetryableOnIndeterminateOperationState() {
    return true;
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
    return CatalogSerializerHook.SEED;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeLong(index);
    out.writeByteArray(state);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    index = in.readLong();
    byte[] read = in.readByteArray();
    state = read == null ? new byte[0] : read;
  }
}
