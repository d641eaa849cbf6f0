package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.CPGroupId;
import com.hazelcast.cp.internal.IndeterminateOperationStateAware;
import com.hazelcast.cp.internal.RaftOp;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;

/**
 * An encoded command on the Raft log. It may be put there more than once when a leader was lost on
 * the way; the number that its submitter gave it has it applied once, and each repeat answered with
 * the first result.
 */
public final class CommandOp extends RaftOp
    implements IdentifiedDataSerializable, IndeterminateOperationStateAware {
  private long submitter;
  private long number;
  private long settledBelow;
  private byte[] command = new byte[0];

  /** For deserialisation. */
  public CommandOp() {}

  CommandOp(long submitter, long number, long settledBelow, byte[] command) {
    this.submitter = submitter;
    this.number = number;
    this.settledBelow = settledBelow;
    this.command = command;
  }

  @Override
  public Object run(CPGroupId groupId, long commitIndex) {
    CatalogService service = getService();
    return service.apply(groupId, commitIndex, submitter, number, settledBelow, command);
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
    return CatalogSerializerHook.COMMAND;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeLong(submitter);
    out.writeLong(number);
    out.writeLong(settledBelow);
    out.writeByteArray(command);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    submitter = in.readLong();
    number = in.readLong();
    settledBelow = in.readLong();
    byte[] read = in.readByteArray();
    command = read == null ? new byte[0] : read;
  }
}
