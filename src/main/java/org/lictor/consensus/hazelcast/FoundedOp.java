package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.internal.RaftService;
import com.hazelcast.instance.impl.EnterpriseNodeExtension;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.impl.NodeEngineImpl;
import com.hazelcast.spi.impl.operationservice.Operation;

/**
 * Asks another server whether it is a member of a CP subsystem that has been founded. One that is
 * founding it together with this server is not, until all of the founders have agreed.
 */
public final class FoundedOp extends Operation implements IdentifiedDataSerializable {
  private boolean founded;

  /** For deserialisation, and to ask. */
  public FoundedOp() {}

  @Override
  public void run() {
    RaftService raft = getNodeEngine().getService(RaftService.SERVICE_NAME);
    boolean before =
        getNodeEngine() instanceof NodeEngineImpl engine
            && engine.getNode().getNodeExtension() instanceof EnterpriseNodeExtension extension
            && extension.cp().isKept();
    founded = before || (raft.isDiscoveryCompleted() && raft.getLocalCPMember() != null);
  }

  @Override
  public Object getResponse() {
    return founded;
  }

  @Override
  public String getServiceName() {
    return CatalogService.NAME;
  }

  @Override
  public int getFactoryId() {
    return CatalogSerializerHook.FACTORY;
  }

  @Override
  public int getClassId() {
    return CatalogSerializerHook.FOUNDED;
  }
}
