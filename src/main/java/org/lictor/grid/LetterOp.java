package org.lictor.grid;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.impl.operationservice.Operation;
import com.hazelcast.spi.impl.operationservice.UrgentSystemOperation;
import java.io.IOException;

/**
 * A letter from one member to another: a request, its reply, or that nobody is there to handle it;
 * and what goes to all members, and the answer to that. It is sent and forgotten; what a request's
 * sender waits for is another letter. So a request may wait for ten minutes on the other side, and
 * Hazelcast knows of no call that takes so long.
 */
public final class LetterOp extends Operation
    implements IdentifiedDataSerializable, UrgentSystemOperation {
  /** What a letter is. */
  enum Kind {
    REQUEST,
    REPLY,
    NOBODY,
    CIRCULAR,
    CIRCULAR_READ
  }

  private Kind kind = Kind.NOBODY;
  private long number;
  private String leader = "";
  private byte[] content = new byte[0];

  /** For deserialisation. */
  public LetterOp() {}

  /**
   * @param number the sender's of a request, repeated in the reply
   * @param leader in a reply, the grid address of the member that leads; empty when not known
   */
  LetterOp(Kind kind, long number, String leader, byte[] content) {
    this.kind = kind;
    this.number = number;
    this.leader = leader;
    this.content = content;
  }

  @Override
  public void run() {
    PostOffice office = getService();
    switch (kind) {
      case REQUEST -> office.requested(getCallerAddress(), number, content);
      case REPLY -> office.replied(number, leader, content);
      case NOBODY -> office.nobody(number);
      case CIRCULAR -> office.circulars().arrived(office.name(getCallerAddress()), number, content);
      case CIRCULAR_READ -> office.circulars().answered(number, content);
    }
  }

  @Override
  public boolean returnsResponse() {
    return false;
  }

  @Override
  public boolean validatesTarget() {
    return false;
  }

  @Override
  public String getServiceName() {
    return PostOffice.NAME;
  }

  @Override
  public int getFactoryId() {
    return GridSerializerHook.FACTORY;
  }

  @Override
  public int getClassId() {
    return GridSerializerHook.LETTER;
  }

  @Override
  protected void writeInternal(ObjectDataOutput out) throws IOException {
    super.writeInternal(out);
    out.writeByte(kind.ordinal());
    out.writeLong(number);
    out.writeString(leader);
    out.writeByteArray(content);
  }

  @Override
  protected void readInternal(ObjectDataInput in) throws IOException {
    super.readInternal(in);
    kind = Kind.values()[in.readByte()];
    number = in.readLong();
    String read = in.readString();
    leader = read == null ? "" : read;
    byte[] bytes = in.readByteArray();
    content = bytes == null ? new byte[0] : bytes;
  }
}
