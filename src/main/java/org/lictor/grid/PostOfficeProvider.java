package org.lictor.grid;

import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.servicemanager.ServiceDescriptor;
import com.hazelcast.spi.impl.servicemanager.ServiceDescriptorProvider;

/** Has Hazelcast make the {@link PostOffice} with itself. */
public final class PostOfficeProvider implements ServiceDescriptorProvider {
  /** For Hazelcast. */
  public PostOfficeProvider() {}

  @Override
  public ServiceDescriptor[] createServiceDescriptors() {
    return new ServiceDescriptor[] {
      new ServiceDescriptor() {
        @Override
        public String getServiceName() {
          return PostOffice.NAME;
        }

        @Override
        public Object getService(NodeEngine nodeEngine) {
          return new PostOffice(nodeEngine);
        }
      }
    };
  }
}
