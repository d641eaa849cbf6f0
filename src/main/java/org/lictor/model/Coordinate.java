package org.lictor.model;

import java.util.List;

/**
 * Where a node stands in the space of round-trip times (Vivaldi coordinates, as in Dabek and
 * others, "Vivaldi: A Decentralized Network Coordinate System", with a height for the access link
 * and an adjustment for what no place fits). All lengths are seconds.
 *
 * @param vec the place in a Euclidean space of {@link #DIMENSIONS} dimensions
 * @param error how far the place may be off, as a share; {@link #START}'s when nothing was measured
 * @param adjustment added to both ends of a distance
 * @param height added to both ends of a distance
 */
public record Coordinate(List<Double> vec, double error, double adjustment, double height) {
  /** Of the space; a coordinate of another one cannot be compared. */
  public static final int DIMENSIONS = 8;

  /** Of an agent that has measured nothing yet. */
  public static final Coordinate START =
      new Coordinate(List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 1.5, 0, 10.0e-6);

  public Coordinate {
    vec = List.copyOf(vec);
    if (vec.size() != DIMENSIONS) {
      throw new InvalidModelException("coordinate", "must have " + DIMENSIONS + " dimensions");
    }
    for (double component : vec) {
      requireFinite(component);
    }
    requireFinite(error);
    requireFinite(adjustment);
    requireFinite(height);
  }

  private static void requireFinite(double value) {
    if (!Double.isFinite(value)) {
      throw new InvalidModelException("coordinate", "must be of finite numbers: " + value);
    }
  }

  /** The estimated round-trip time to {@code other} in seconds. */
  public double distanceTo(Coordinate other) {
    double raw = rawDistanceTo(other);
    double adjusted = raw + adjustment + other.adjustment;
    return adjusted > 0 ? adjusted : raw;
  }

  /** The same without the adjustments. */
  public double rawDistanceTo(Coordinate other) {
    double squares = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      double difference = vec.get(i) - other.vec.get(i);
      squares += difference * difference;
    }
    return Math.sqrt(squares) + height + other.height;
  }
}
