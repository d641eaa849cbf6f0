package org.lictor.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lictor.model.CheckId;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.pcollections.TreePMap;

/**
 * Applies one command to a {@link CatalogTable}: made for it, used once, by one thread. What is
 * registered again unchanged keeps its indexes and touches nothing.
 */
final class CatalogEdit {
  private final long index;
  private final Touched touched;
  private TreePMap<String, NodeRow> nodes;
  private TreePMap<String, String> nodeIds;
  private TreePMap<String, ServiceRow> services;
  private long nodesIndex;
  private long servicesIndex;
  private long checksIndex;
  private long lastExtinction;
  private final List<NodeName> removedNodes = new ArrayList<>();
  private final List<Lapse> lapses = new ArrayList<>();

  /**
   * Something that sessions may depend on is no more, or critical.
   *
   * @param check null when it is the node itself
   */
  record Lapse(NodeName node, @Nullable CheckId check) {}

  CatalogEdit(CatalogTable table, long index, Touched touched) {
    this.index = index;
    this.touched = touched;
    nodes = table.nodes();
    nodeIds = table.nodeIds();
    services = table.services();
    nodesIndex = table.nodesIndex();
    servicesIndex = table.servicesIndex();
    checksIndex = table.checksIndex();
    lastExtinction = table.lastExtinction();
  }

  CatalogTable result() {
    return new CatalogTable(
        nodes, nodeIds, services, nodesIndex, servicesIndex, checksIndex, lastExtinction);
  }

  /** The nodes that went, renamed ones under their old name among them. */
  List<NodeName> removedNodes() {
    return removedNodes;
  }

  /** What happened to nodes and checks that ends the sessions which depend on them, in order. */
  List<Lapse> lapses() {
    return lapses;
  }

  // ---- nodes

  /** Puts a node there, or renames the one with its id. */
  void putNode(Node node, boolean onlyIfMissing) {
    if (onlyIfMissing && nodes.containsKey(node.name().key())) {
      return;
    }
    NodeRow byId = node.id().isEmpty() ? null : row(nodeIds.get(node.id()));
    LogIndexes before = null;
    if (byId != null && !byId.node().name().key().equals(node.name().key())) {
      refuseTakenName(node, false);
      before = byId.node().indexes();
      removeNode(byId.node().name());
    } else if (byId == null && !node.id().isEmpty()) {
      refuseTakenName(node, true);
    }
    NodeRow existing = nodes.get(node.name().key());
    if (existing == null) {
      Node made = node.at(before == null ? LogIndexes.createdAt(index) : before.modifiedAt(index));
      store(NodeRow.of(made).with(made, index));
    } else if (!node.named(existing.node().name()).sameAs(existing.node())) {
      if (!existing.node().id().isEmpty()) {
        nodeIds = nodeIds.minus(existing.node().id());
      }
      store(existing.with(node.at(existing.node().indexes().modifiedAt(index)), index));
    } else {
      return;
    }
    if (!node.id().isEmpty()) {
      nodeIds = nodeIds.plus(node.id(), node.name().key());
    }
    nodesIndex = index;
    touched.add(Topic.NODES);
    touched.add(Topic.node(node.name().value()));
    touchServicesOf(node.name());
  }

  private void refuseTakenName(Node node, boolean mayTakeOneWithoutId) {
    NodeRow other = nodes.get(node.name().key());
    if (other == null || other.node().id().equals(node.id())) {
      return;
    }
    if (mayTakeOneWithoutId && other.node().id().isEmpty()) {
      return;
    }
    HealthCheck serf = other.checks().get("serfhealth");
    if (mayTakeOneWithoutId && serf != null && serf.critical()) {
      return;
    }
    String renaming =
        mayTakeOneWithoutId
            ? "Error while renaming Node ID: \"" + node.id() + "\": "
            : "Error while renaming Node ID: \"" + node.id() + "\" (" + node.address() + "): ";
    throw new RefusedException(
        "failed inserting node: "
            + renaming
            + "Node name "
            + node.name()
            + " is reserved by node "
            + other.node().id()
            + " with name "
            + other.node().name()
            + " ("
            + other.node().address()
            + ")");
  }

  void removeNode(NodeName name) {
    NodeRow row = nodes.get(name.key());
    if (row == null) {
      return;
    }
    row.services().values().forEach(this::dropFromService);
    if (!row.services().isEmpty()) {
      servicesIndex = index;
      touched.add(Topic.SERVICES);
    }
    if (!row.checks().isEmpty()) {
      checksIndex = index;
      touched.add(Topic.CHECKS);
    }
    nodes = nodes.minus(name.key());
    removedNodes.add(name);
    if (!row.node().id().isEmpty()) {
      nodeIds = nodeIds.minus(row.node().id());
    }
    nodesIndex = index;
    lapses.add(new Lapse(name, null));
    touched.add(Topic.NODES);
    touched.add(Topic.node(name.value()));
  }

  // ---- services

  void putService(ServiceEntry service) {
    NodeRow row = nodes.get(service.node().key());
    if (row == null) {
      throw new RefusedException("failed inserting service: Missing node registration");
    }
    ServiceEntry existing = row.services().get(service.id().key());
    if (existing != null && service.sameAs(existing)) {
      return;
    }
    if (existing != null
        && !ServiceEntry.nameKey(existing.name()).equals(ServiceEntry.nameKey(service.name()))) {
      dropFromService(existing);
    }
    ServiceEntry made =
        service.at(
            existing == null ? LogIndexes.createdAt(index) : existing.indexes().modifiedAt(index));
    store(row.with(made, index));
    String key = ServiceEntry.nameKey(service.name());
    ServiceRow known = services.get(key);
    services =
        services.plus(
            key, (known == null ? ServiceRow.empty(service.name()) : known).with(made, index));
    servicesIndex = index;
    touched.add(Topic.SERVICES);
    touched.add(Topic.service(service.name()));
    touched.add(Topic.node(service.node().value()));
  }

  void removeService(NodeName node, ServiceId id) {
    NodeRow row = nodes.get(node.key());
    ServiceEntry service = row == null ? null : row.services().get(id.key());
    if (row == null || service == null) {
      return;
    }
    for (HealthCheck check : row.checks().values()) {
      if (check.serviceId().equalsIgnoreCase(id.value())) {
        removeCheck(node, check.id());
      }
    }
    NodeRow left = nodes.get(node.key());
    if (left != null) {
      store(left.without(service, index));
    }
    dropFromService(service);
    servicesIndex = index;
    touched.add(Topic.SERVICES);
    touched.add(Topic.node(node.value()));
  }

  private void dropFromService(ServiceEntry service) {
    String key = ServiceEntry.nameKey(service.name());
    ServiceRow known = services.get(key);
    if (known == null) {
      return;
    }
    ServiceRow left = known.without(service, index);
    if (left.instances().isEmpty()) {
      services = services.minus(key);
      lastExtinction = index;
    } else {
      services = services.plus(key, left);
    }
    touched.add(Topic.service(service.name()));
  }

  private void touchService(String name) {
    String key = ServiceEntry.nameKey(name);
    ServiceRow known = services.get(key);
    if (known != null) {
      services = services.plus(key, known.touched(index));
      touched.add(Topic.service(name));
    }
  }

  private void touchServicesOf(NodeName node) {
    NodeRow row = nodes.get(node.key());
    if (row != null) {
      row.services().values().forEach(service -> touchService(service.name()));
    }
  }

  // ---- checks

  void putCheck(HealthCheck check) {
    NodeRow row = nodes.get(check.node().key());
    if (row == null) {
      throw new RefusedException("failed inserting check: Missing node registration");
    }
    HealthCheck wanted = check;
    if (!check.ofNode()) {
      ServiceEntry service = row.services().get(check.serviceId().toLowerCase(Locale.ROOT));
      if (service == null) {
        throw new RefusedException(
            "failed inserting check: Missing service registration on node \""
                + check.node()
                + "\"");
      }
      wanted = check.of(service);
    }
    HealthCheck existing = row.checks().get(check.id().key());
    if (existing != null && wanted.sameAs(existing)) {
      return;
    }
    HealthCheck made =
        wanted.at(
            existing == null ? LogIndexes.createdAt(index) : existing.indexes().modifiedAt(index));
    store(row.with(made));
    checkTouched(made);
    if (made.critical()) {
      lapses.add(new Lapse(made.node(), made.id()));
    }
    if (existing != null && !existing.serviceId().equalsIgnoreCase(made.serviceId())) {
      checkTouched(existing);
    }
  }

  void removeCheck(NodeName node, CheckId id) {
    NodeRow row = nodes.get(node.key());
    HealthCheck check = row == null ? null : row.checks().get(id.key());
    if (row == null || check == null) {
      return;
    }
    store(row.without(check));
    checkTouched(check);
    lapses.add(new Lapse(node, id));
  }

  private void checkTouched(HealthCheck check) {
    checksIndex = index;
    touched.add(Topic.CHECKS);
    if (check.ofNode()) {
      touchServicesOf(check.node());
      return;
    }
    NodeRow row = nodes.get(check.node().key());
    ServiceEntry service =
        row == null ? null : row.services().get(check.serviceId().toLowerCase(Locale.ROOT));
    if (service != null) {
      touchService(service.name());
    }
  }

  private void store(NodeRow row) {
    nodes = nodes.plus(row.node().name().key(), row);
  }

  private @Nullable NodeRow row(@Nullable String key) {
    return key == null ? null : nodes.get(key);
  }

  void putChecks(List<HealthCheck> checks) {
    checks.forEach(this::putCheck);
  }
}
