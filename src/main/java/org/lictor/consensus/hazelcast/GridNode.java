package org.lictor.consensus.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.spi.impl.NodeEngineImpl;

/** The way from Hazelcast's public face to its inside. */
public final class GridNode {
  private GridNode() {}

  /** The engine of a node. */
  public static NodeEngineImpl engine(HazelcastInstance grid) {
    HazelcastInstance inner =
        grid instanceof HazelcastInstanceProxy proxy ? proxy.getOriginal() : grid;
    if (inner instanceof HazelcastInstanceImpl impl) {
      return impl.node.getNodeEngine();
    }
    throw new IllegalArgumentException("not a member of a grid: " + grid.getClass().getName());
  }
}
