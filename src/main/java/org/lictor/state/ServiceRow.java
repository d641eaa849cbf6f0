package org.lictor.state;

import org.lictor.model.ServiceEntry;
import org.pcollections.TreePMap;

/**
 * All instances of a service, by node and id.
 *
 * @param name as the latest registration wrote it
 * @param index of the last command that touched an instance, a check of one, or the node of one
 */
record ServiceRow(String name, TreePMap<InstanceKey, ServiceEntry> instances, long index) {
  static ServiceRow empty(String name) {
    return new ServiceRow(name, TreePMap.empty(), 0);
  }

  ServiceRow with(ServiceEntry service, long at) {
    return new ServiceRow(service.name(), instances.plus(InstanceKey.of(service), service), at);
  }

  ServiceRow without(ServiceEntry service, long at) {
    return new ServiceRow(name, instances.minus(InstanceKey.of(service)), at);
  }

  ServiceRow touched(long at) {
    return new ServiceRow(name, instances, at);
  }
}
