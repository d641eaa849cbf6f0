package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.CPGroupId;
import com.hazelcast.cp.internal.IndeterminateOperationStateAware;
import com.hazelcast.cp.internal.RaftOp;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch of encoded commands on the Raft log. It may be put there more than once when a leader was
 * lost on the way; the number that its submitter gave it has it applied once, and each repeat
 * answered with the first results.
 */
public final class CommandOp extends RaftOp
    implements IdentifiedDataSerializable, IndeterminateOperationStateAware {
  private long submitter;
  private long number;
  private long settledBelow;
  private List<byte[]> commands = List.of();

  /** For deserialisation. */
  public CommandOp() {}

  CommandOp(long submitter, long number, long settledBelow, List<byte[]> commands) {
    this.submitter = submitter;
    this.number = number;
    this.settledBelow = settledBelow;
    this.commands = commands;
  }

  @Override
  public Object run(CPGroupId groupId, long commitIndex) {
    CatalogService service = getService();
    return service.apply(groupId, submitter, number, settledBelow, commands);
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
    out.writeInt(commands.size());
    for (byte[] command : commands) {
      out.writeByteArray(command);
    }
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    submitter = in.readLong();
    number = in.readLong();
    settledBelow = in.readLong();
    int count = in.readInt();
    List<byte[]> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] command = in.readByteArray();
      read.add(command == null ? new byte[0] : command);
    }
    commands = read;
  }
}
