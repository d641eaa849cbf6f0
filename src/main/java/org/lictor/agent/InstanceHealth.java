package org.lictor.agent;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.HealthCheck;
import org.lictor.model.ServiceEntry;

/**
 * A local service with the checks that speak of it, the node's among them (Consul API "Get local
 * service health").
 *
 * @param status {@code passing}, {@code warning}, {@code critical} or {@code maintenance}
 */
public record InstanceHealth(ServiceEntry service, List<HealthCheck> checks, String status) {
  public InstanceHealth {
    checks = List.copyOf(checks);
  }

  /** The one of an id; null when there is none. */
  public static @Nullable InstanceHealth of(LocalImage image, String id) {
    ServiceEntry service = image.service(id);
    return service == null ? null : of(service, image.checks().values());
  }

  /** All of a service, by id. */
  public static List<InstanceHealth> named(LocalImage image, String name) {
    Collection<HealthCheck> checks = image.checks().values();
    return image.services().values().stream()
        .filter(service -> service.name().equals(name))
        .map(service -> of(service, checks))
        .toList();
  }

  /** The worst of several; passing for none. */
  public static String worst(List<InstanceHealth> instances) {
    return instances.stream()
        .map(InstanceHealth::status)
        .reduce(HealthCheck.PASSING, InstanceHealth::worse);
  }

  private static InstanceHealth of(ServiceEntry service, Collection<HealthCheck> all) {
    List<HealthCheck> checks =
        all.stream()
            .filter(
                check -> check.ofNode() || check.serviceId().equalsIgnoreCase(service.id().value()))
            .toList();
    String status =
        checks.stream()
            .map(
                check -> Maintenance.isMaintenance(check) ? LocalCheck.MAINTENANCE : check.status())
            .reduce(HealthCheck.PASSING, InstanceHealth::worse);
    return new InstanceHealth(service, checks, status);
  }

  private static String worse(String one, String other) {
    return rank(one) >= rank(other) ? one : other;
  }

  private static int rank(String status) {
    return switch (status) {
      case LocalCheck.MAINTENANCE -> 3;
      case HealthCheck.CRITICAL -> 2;
      case HealthCheck.WARNING -> 1;
      default -> 0;
    };
  }
}
