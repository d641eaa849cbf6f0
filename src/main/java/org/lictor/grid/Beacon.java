package org.lictor.grid;

import com.hazelcast.internal.services.ManagedService;
import com.hazelcast.spi.impl.NodeEngine;
import java.util.Properties;
import org.lictor.model.Coordinate;

/** Shows the other members where this one stands. Any thread. */
public final class Beacon implements ManagedService {
  /** The service's name in Hazelcast. */
  public static final String NAME = "lictor:beacon";

  private volatile Coordinate shown = Coordinate.START;

  Beacon() {}

  Coordinate shown() {
    return shown;
  }

  void show(Coordinate coordinate) {
    shown = coordinate;
  }

  @Override
  public void init(NodeEngine nodeEngine, Properties properties) {
    // It needs nothing.
  }

  @Override
  public void reset() {
    // A healed partition moves nobody.
  }

  @Override
  public void shutdown(boolean terminate) {
    // It holds nothing.
  }
}
