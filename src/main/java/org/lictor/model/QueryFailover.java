package org.lictor.model;

import java.util.List;
import java.util.function.UnaryOperator;
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

  /** The same with each text put through {@code change}. */
  QueryFailover map(UnaryOperator<String> change) {
    return new QueryFailover(
        nearestN,
        datacenters == null ? null : datacenters.stream().map(change).toList(),
        targets == null
            ? null
            : targets.stream()
                .map(
                    target ->
                        new Target(change.apply(target.peer()), change.apply(target.datacenter())))
                .toList());
  }
}
