package org.lictor.state;

import org.lictor.model.ServiceEntry;

/** Where an instance stands: its node, then its id, both as tables compare them. */
record InstanceKey(String node, String id) implements Comparable<InstanceKey> {
  static InstanceKey of(ServiceEntry service) {
    return new InstanceKey(service.node().key(), service.id().key());
  }

  @Override
  public int compareTo(InstanceKey other) {
    int byNode = node.compareTo(other.node);
    return byNode != 0 ? byNode : id.compareTo(other.id);
  }
}
