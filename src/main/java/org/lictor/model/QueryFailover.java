package org.lictor.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where else a prepared query looks when nothing is found here. Kept for clients that write what
 * they have read: no other datacenter is known, so each is skipped.
 *
 * @param nearestN how many of the nearest datacenters
 * @param datacenters in their order; null when not given, likewise the targets
 */
public record QueryFailover(
    int nearestN, @Nullable List<String> datacenters, @Nullable List<Target> targets) {
  /** Nowhere. */
  public static final QueryFailover NONE = new QueryFailover(0, null, null);

  public QueryFailover {
    datacenters = datacenters == null ? null : List.copyOf(datacenters);
    targets = targets == null ? null : List.copyOf(targets);
  }

  /** A peer or a datacenter; the other is empty. */
  public record Target(String peer, String datacenter) {}

  /** The same with each text changed. */
  QueryFailover map(ServiceQuery.Change change) {
    return new QueryFailover(
        nearestN,
        ServiceQuery.map("Failover.Datacenters", datacenters, change),
        targets == null ? null : changed(targets, change));
  }

  private static List<Target> changed(List<Target> targets, ServiceQuery.Change change) {
    List<Target> changed = new ArrayList<>();
    for (Target target : targets) {
      String field = "Failover.Targets[" + changed.size() + "].";
      changed.add(
          new Target(
              change.of(field + "Peer", target.peer()),
              change.of(field + "Datacenter", target.datacenter())));
    }
    return changed;
  }
}
