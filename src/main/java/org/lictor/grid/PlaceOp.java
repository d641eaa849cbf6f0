package org.lictor.grid;

import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.impl.operationservice.Operation;
import com.hazelcast.spi.impl.operationservice.UrgentSystemOperation;
import org.lictor.command.BinaryWriter;
import org.lictor.command.ModelCodec;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;

/**
 * Asks a member where it stands; how long the answer takes is the measurement. Small and urgent, so
 * that it is the way that is measured and not a queue.
 */
public final class PlaceOp extends Operation
    implements IdentifiedDataSerializable, UrgentSystemOperation {
  /** The asker knows whom it asked. */
  private static final NodeName WHOEVER = new NodeName("-");

  private byte[] place = new byte[0];

  /** For deserialisation. */
  public PlaceOp() {}

  @Override
  public void run() {
    Beacon beacon = getService();
    BinaryWriter out = new BinaryWriter(128);
    ModelCodec.coordinate(out, new NodeCoordinate(WHOEVER, "", beacon.shown()));
    place = out.toBytes();
  }

  @Override
  public Object getResponse() {
    return place;
  }

  @Override
  public boolean validatesTarget() {
    return false;
  }

  @Override
  public String getServiceName() {
    return Beacon.NAME;
  }

  @Override
  public int getFactoryId() {
    return GridSerializerHook.FACTORY;
  }

  @Override
  public int getClassId() {
    return GridSerializerHook.PLACE;
  }
}
