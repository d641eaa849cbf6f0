package org.lictor.grid;

import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.servicemanager.ServiceDescriptor;
import com.hazelcast.spi.impl.servicemanager.ServiceDescriptorProvider;

/** Has Hazelcast make the {@link Beacon} with itself. */
public final class BeaconProvider implements ServiceDescriptorProvider {
  /** For Hazelcast. */
  public BeaconProvider() {}

  @Override
  public ServiceDescriptor[] createServiceDescriptors() {
    return new ServiceDescriptor[] {
      new ServiceDescriptor() {
        @Override
        public String getServiceName() {
          return Beacon.NAME;
        }

        @Override
        public Object getService(NodeEngine nodeEngine) {
          return new Beacon();
        }
      }
    };
  }
}
