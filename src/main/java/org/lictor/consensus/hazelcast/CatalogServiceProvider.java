package org.lictor.consensus.hazelcast;

import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.servicemanager.ServiceDescriptor;
import com.hazelcast.spi.impl.servicemanager.ServiceDescriptorProvider;

/**
 * Has Hazelcast make the {@link CatalogService} with itself: a server that received a committed
 * command before the service is there would diverge.
 */
public final class CatalogServiceProvider implements ServiceDescriptorProvider {
  /** For Hazelcast. */
  public CatalogServiceProvider() {}

  @Override
  public ServiceDescriptor[] createServiceDescriptors() {
    return new ServiceDescriptor[] {
      new ServiceDescriptor() {
        @Override
        public String getServiceName() {
          return CatalogService.NAME;
        }

        @Override
        public Object getService(NodeEngine nodeEngine) {
          return CatalogService.of(nodeEngine);
        }
      }
    };
  }
}
