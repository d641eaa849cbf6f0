package org.lictor.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lictor.model.HealthCheck;
import org.lictor.model.Node;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;
import org.lictor.state.CoordinateTable;
import org.lictor.state.StateImage;

/**
 * How far nodes are from one of them, by their coordinates in one image (Consul HTTP API, "near").
 * Made for one use.
 */
public final class Proximity {
  private final CoordinateTable coordinates;
  private final List<NodeCoordinate> from;

  private Proximity(CoordinateTable coordinates, List<NodeCoordinate> from) {
    this.coordinates = coordinates;
    this.from = from;
  }

  /** Distances from {@code node}; a name that no node has knows none. */
  public static Proximity to(String node, StateImage image) {
    return new Proximity(
        image.coordinates(),
        node.isEmpty() ? List.of() : image.coordinates().of(new NodeName(node)));
  }

  /** Whether it is known where the node is: if not, everything is left in its order. */
  public boolean known() {
    return !from.isEmpty();
  }

  /** The estimated round-trip time to {@code node} in seconds; infinite when it is not known. */
  public double seconds(NodeName node) {
    return CoordinateTable.seconds(from, coordinates.of(node));
  }

  /**
   * The same elements, the nearest first. Those of which nothing is known come last; equals stay in
   * their order.
   */
  public <T> List<T> sorted(List<T> all, Function<? super T, NodeName> nodeOf) {
    if (!known()) {
      return all;
    }
    List<Measured<T>> measured = new ArrayList<>(all.size());
    for (T element : all) {
      measured.add(new Measured<>(element, seconds(nodeOf.apply(element))));
    }
    measured.sort((a, b) -> Double.compare(a.seconds(), b.seconds()));
    return measured.stream().map(Measured::element).toList();
  }

  /** Instances, the nearest first. */
  public List<ServiceInstance> instances(List<ServiceInstance> all) {
    return sorted(all, instance -> instance.node().name());
  }

  private record Measured<T>(T element, double seconds) {}

  /** The node that an element of a list is on. */
  static NodeName nodeOf(Object element) {
    if (element instanceof Node node) {
      return node.name();
    }
    if (element instanceof ServiceInstance instance) {
      return instance.node().name();
    }
    if (element instanceof HealthCheck check) {
      return check.node();
    }
    throw new IllegalArgumentException(element.getClass().getName() + " is on no node");
  }
}
