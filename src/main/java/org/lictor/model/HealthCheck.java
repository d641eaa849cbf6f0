package org.lictor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last word of a check. It belongs to a node, or to one service instance on it when {@code
 * serviceId} is not empty.
 *
 * @param status a free word as the catalog's interface has it; {@link CheckStatus} has those that
 *     mean something
 * @param serviceName filled in from the service when the check is stored; empty for a node's own
 *     check
 * @param serviceTags likewise
 * @param type {@code ttl}, {@code http} …; empty when its owner did not say
 * @param interval in the wire's duration words, as its owner wrote it; empty when none
 * @param timeout likewise
 */
public record HealthCheck(
    NodeName node,
    CheckId id,
    String name,
    String status,
    String notes,
    String output,
    String serviceId,
    String serviceName,
    @Nullable List<String> serviceTags,
    String type,
    String interval,
    String timeout,
    int exposedPort,
    CheckDefinition definition,
    LogIndexes indexes) {
  public static final String PASSING = "passing";
  public static final String WARNING = "warning";
  public static final String CRITICAL = "critical";

  public HealthCheck {
    serviceTags = Copies.listed(serviceTags);
  }

  /** Whether the check speaks of the whole node. */
  public boolean ofNode() {
    return serviceId.isEmpty();
  }

  public boolean passing() {
    return status.equals(PASSING);
  }

  public boolean critical() {
    return status.equals(CRITICAL);
  }

  /** The same check with other indexes. */
  public HealthCheck at(LogIndexes other) {
    return new HealthCheck(
        node,
        id,
        name,
        status,
        notes,
        output,
        serviceId,
        serviceName,
        serviceTags,
        type,
        interval,
        timeout,
        exposedPort,
        definition,
        other);
  }

  /** The same check as one of {@code service}'s, under its present name and tags. */
  public HealthCheck of(ServiceEntry service) {
    return new HealthCheck(
        node,
        id,
        name,
        status,
        notes,
        output,
        service.id().value(),
        service.name(),
        service.tags(),
        type,
        interval,
        timeout,
        exposedPort,
        definition,
        indexes);
  }

  /** Whether both say the same, whatever their indexes. */
  public boolean sameAs(HealthCheck other) {
    return at(LogIndexes.NONE).equals(other.at(LogIndexes.NONE));
  }
}
