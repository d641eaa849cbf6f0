package org.lictor.state;

import org.lictor.model.HealthCheck;
import org.lictor.model.Node;
import org.lictor.model.ServiceEntry;
import org.pcollections.TreePMap;

/**
 * A node with all that is registered on it, by key.
 *
 * @param index of the last command that changed the node or one of its services
 */
public record NodeRow(
    Node node,
    TreePMap<String, ServiceEntry> services,
    TreePMap<String, HealthCheck> checks,
    long index) {
  static NodeRow of(Node node) {
    return new NodeRow(node, TreePMap.empty(), TreePMap.empty(), node.indexes().modify());
  }

  NodeRow with(Node changed, long at) {
    return new NodeRow(changed, services, checks, at);
  }

  NodeRow with(ServiceEntry service, long at) {
    return new NodeRow(node, services.plus(service.id().key(), service), checks, at);
  }

  NodeRow without(ServiceEntry service, long at) {
    return new NodeRow(node, services.minus(service.id().key()), checks, at);
  }

  NodeRow with(HealthCheck check) {
    return new NodeRow(node, services, checks.plus(check.id().key(), check), index);
  }

  NodeRow without(HealthCheck check) {
    return new NodeRow(node, services, checks.minus(check.id().key()), index);
  }
}
