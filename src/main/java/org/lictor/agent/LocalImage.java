package org.lictor.agent;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lictor.model.CheckId;
import org.lictor.model.HealthCheck;
import org.lictor.model.KeyOrder;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.pcollections.TreePMap;

/**
 * What this agent has registered at one moment, and how far the catalog is known to agree.
 * Immutable: readers keep one for as long as they like.
 */
public final class LocalImage {
  private final NodeName node;
  final TreePMap<String, LocalService> services;
  final TreePMap<String, LocalCheck> checks;

  /** What was taken away here and may still be in the catalog. */
  final TreePMap<String, ServiceId> goneServices;

  final TreePMap<String, CheckId> goneChecks;
  final boolean nodeInSync;

  private LocalImage(
      NodeName node,
      TreePMap<String, LocalService> services,
      TreePMap<String, LocalCheck> checks,
      TreePMap<String, ServiceId> goneServices,
      TreePMap<String, CheckId> goneChecks,
      boolean nodeInSync) {
    this.node = node;
    this.services = services;
    this.checks = checks;
    this.goneServices = goneServices;
    this.goneChecks = goneChecks;
    this.nodeInSync = nodeInSync;
  }

  static LocalImage empty(NodeName node) {
    return new LocalImage(
        node, TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), false);
  }

  // ---- for readers

  /** The node that this agent is. */
  public NodeName node() {
    return node;
  }

  /** The services by id, in the order of the wire. */
  public SortedMap<String, ServiceEntry> services() {
    SortedMap<String, ServiceEntry> found = new TreeMap<>(KeyOrder.INSTANCE);
    services.values().forEach(service -> found.put(service.id().value(), service.entry()));
    return Collections.unmodifiableSortedMap(found);
  }

  /** One service; null when there is none of that id. */
  public @Nullable ServiceEntry service(String id) {
    LocalService found = services.get(key(id));
    return found == null ? null : found.entry();
  }

  /** The checks by id, in the order of the wire. */
  public SortedMap<String, HealthCheck> checks() {
    SortedMap<String, HealthCheck> found = new TreeMap<>(KeyOrder.INSTANCE);
    checks.values().forEach(check -> found.put(check.id().value(), wire(check)));
    return Collections.unmodifiableSortedMap(found);
  }

  /** One check; null when there is none of that id. */
  public @Nullable HealthCheck check(String id) {
    LocalCheck found = checks.get(key(id));
    return found == null ? null : wire(found);
  }

  /** How many TTL checks and how many others there are, for {@code Stats} of the agent. */
  public Map<String, Integer> checkCounts() {
    int ttls = (int) checks.values().stream().filter(LocalCheck::isTtl).count();
    int monitors =
        (int) checks.values().stream().filter(check -> check.admitted().spec() != null).count()
            - ttls;
    return Map.of("check_ttls", ttls, "check_monitors", monitors);
  }

  // ---- for the package

  HealthCheck wire(LocalCheck check) {
    return check.toHealthCheck(node, services.get(key(check.serviceId())));
  }

  boolean inSync() {
    return nodeInSync
        && goneServices.isEmpty()
        && goneChecks.isEmpty()
        && services.values().stream().allMatch(LocalService::inSync)
        && checks.values().stream().allMatch(LocalCheck::inSync);
  }

  static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  LocalImage with(LocalService service) {
    String key = service.id().key();
    return new LocalImage(
        node, services.plus(key, service), checks, goneServices.minus(key), goneChecks, nodeInSync);
  }

  LocalImage with(LocalCheck check) {
    String key = check.id().key();
    return new LocalImage(
        node, services, checks.plus(key, check), goneServices, goneChecks.minus(key), nodeInSync);
  }

  /**
   * Without a service, of which the catalog is to hear; its checks are taken away by themselves.
   */
  LocalImage without(LocalService service) {
    String key = service.id().key();
    return new LocalImage(
        node,
        services.minus(key),
        checks,
        goneServices.plus(key, service.id()),
        goneChecks,
        nodeInSync);
  }

  /** Without a check, of which the catalog is to hear. */
  LocalImage without(LocalCheck check) {
    String key = check.id().key();
    return new LocalImage(
        node,
        services,
        checks.minus(key),
        goneServices,
        goneChecks.plus(key, check.id()),
        nodeInSync);
  }

  /** The catalog has a service that nobody here knows. */
  LocalImage stranger(ServiceId id) {
    return new LocalImage(
        node, services, checks, goneServices.plus(id.key(), id), goneChecks, nodeInSync);
  }

  /** The catalog has a check that nobody here knows. */
  LocalImage stranger(CheckId id) {
    return new LocalImage(
        node, services, checks, goneServices, goneChecks.plus(id.key(), id), nodeInSync);
  }

  /** The catalog has taken away what was taken away here. */
  LocalImage forgotten(ServiceId id) {
    return new LocalImage(
        node, services, checks, goneServices.minus(id.key()), goneChecks, nodeInSync);
  }

  LocalImage forgotten(CheckId id) {
    return new LocalImage(
        node, services, checks, goneServices, goneChecks.minus(id.key()), nodeInSync);
  }

  LocalImage nodeInSync(boolean yes) {
    return new LocalImage(node, services, checks, goneServices, goneChecks, yes);
  }
}
