package org.lictor.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.HealthCheck;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;
import org.pcollections.TreePMap;

/**
 * Nodes, services and checks, with the indexes that readers of each wait on. Immutable: {@link
 * CatalogEdit} makes the next one. Any thread may read.
 *
 * @param nodes by name
 * @param nodeIds names by id
 * @param services by service name
 * @param nodesIndex of the last command that changed the set of nodes or one of them; likewise the
 *     next two
 * @param lastExtinction of the last command that removed the last instance of some service; 0 when
 *     none ever did
 */
public record CatalogTable(
    TreePMap<String, NodeRow> nodes,
    TreePMap<String, String> nodeIds,
    TreePMap<String, ServiceRow> services,
    long nodesIndex,
    long servicesIndex,
    long checksIndex,
    long lastExtinction) {
  public static final CatalogTable EMPTY =
      new CatalogTable(TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), 0, 0, 0, 0);

  /** An id may be cut down to this many characters as long as no other node's begins like it. */
  private static final int SHORTEST_ID = 2;

  /** The node of that name, in any letter case. */
  public @Nullable NodeRow node(NodeName name) {
    return nodes.get(name.key());
  }

  /** The node of exactly that id. */
  public @Nullable NodeRow nodeOfId(String id) {
    String name = nodeIds.get(id.toLowerCase(java.util.Locale.ROOT));
    return name == null ? null : nodes.get(name);
  }

  /** The node of that name, else the only one whose id begins so. */
  public @Nullable NodeRow nodeByNameOrId(String nameOrId) {
    if (nameOrId.isEmpty()) {
      return null;
    }
    NodeRow byName = nodes.get(new NodeName(nameOrId).key());
    return byName != null ? byName : nodeById(nameOrId.toLowerCase(java.util.Locale.ROOT));
  }

  private @Nullable NodeRow nodeById(String prefix) {
    if (prefix.length() < SHORTEST_ID) {
      return null;
    }
    String found = null;
    for (var entry : nodeIds.tailMap(prefix).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      if (found != null) {
        return null;
      }
      found = entry.getValue();
    }
    return found == null ? null : nodes.get(found);
  }

  /** The instances of a service, by node and id; empty when there are none. */
  public Collection<ServiceEntry> instancesOf(String service) {
    ServiceRow row = services.get(ServiceEntry.nameKey(service));
    return row == null ? List.of() : row.instances().values();
  }

  /**
   * The index that a reader of the service's instances and health waits on. It does not fall when
   * the service goes.
   */
  public long indexOfService(String service) {
    ServiceRow row = services.get(ServiceEntry.nameKey(service));
    if (row != null) {
      return row.index();
    }
    return lastExtinction != 0
        ? lastExtinction
        : Math.max(nodesIndex, Math.max(servicesIndex, checksIndex));
  }

  /** The checks that speak for an instance: its own, then its node's, each by id. */
  public List<HealthCheck> checksOf(ServiceEntry service) {
    NodeRow row = nodes.get(service.node().key());
    if (row == null || row.checks().isEmpty()) {
      return List.of();
    }
    List<HealthCheck> found = new ArrayList<>(2);
    for (HealthCheck check : row.checks().values()) {
      if (check.ofNode()) {
        found.add(check);
      }
    }
    for (HealthCheck check : row.checks().values()) {
      if (!check.ofNode() && check.serviceId().equalsIgnoreCase(service.id().value())) {
        found.add(check);
      }
    }
    return found;
  }

  /** The node that an instance runs on. */
  public Node nodeOf(ServiceEntry service) {
    NodeRow row = nodes.get(service.node().key());
    if (row == null) {
      throw new IllegalStateException(
          "instance " + service.id() + " without its node " + service.node());
    }
    return row.node();
  }
}
