package org.lictor.grid;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.lictor.model.Coordinate;

/**
 * Finds this member's place from round-trip times to others whose places are known: each
 * measurement pulls or pushes it, by less the surer it is of itself (Dabek and others, "Vivaldi";
 * adjustment terms as in Lee and others, "On Suitability of Euclidean Embedding"; a weak pull to
 * the origin, as in Ledlie and others, "Network Coordinates in the Wild", keeps all places
 * together). Any thread.
 */
public final class Vivaldi {
  private static final double LARGEST_ERROR = 1.5;
  private static final double ERROR_SHARE = 0.25;
  private static final double MOVE_SHARE = 0.25;
  private static final double LEAST_HEIGHT = 10.0e-6;
  private static final double GRAVITY_SECONDS = 150;
  private static final double NEARLY_NOTHING = 1.0e-6;
  private static final int ADJUSTMENTS = 20;

  /** Of the last measurements of each member the middle one counts. */
  private static final int FILTERED = 3;

  /** What takes longer was held up by something else than the way. */
  private static final double LONGEST_SECONDS = 10;

  private final RandomGenerator random;

  // Guarded by this.
  private final Map<String, Deque<Double>> measured = new HashMap<>();
  private final double[] adjustments = new double[ADJUSTMENTS];
  private int nextAdjustment;
  private int resets;
  private Coordinate own = Coordinate.START;

  public Vivaldi(RandomGenerator random) {
    this.random = random;
  }

  /** Where this member stands. */
  public synchronized Coordinate coordinate() {
    return own;
  }

  /** How often it had to begin anew because its place was none any more. */
  public synchronized int resets() {
    return resets;
  }

  /** Forgets the measurements of members other than these. */
  public synchronized void retain(Set<String> members) {
    measured.keySet().retainAll(members);
  }

  /**
   * Takes a measurement in; one that is out of all bounds is left out.
   *
   * @param other where the member stands that it was measured to
   */
  public synchronized Coordinate measured(String member, Coordinate other, double seconds) {
    if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
      return own;
    }
    double usual = filtered(member, seconds);
    Place place = moved(Place.of(own), other, usual);
    double raw = distance(place.vec, vec(other)) + place.height + other.height();
    place.adjustment = adjustment(usual - raw);
    gravitate(place);
    if (place.finite()) {
      own = place.coordinate();
    } else {
      own = Coordinate.START;
      Arrays.fill(adjustments, 0);
      resets++;
    }
    return own;
  }

  private double filtered(String member, double seconds) {
    Deque<Double> last = measured.computeIfAbsent(member, name -> new ArrayDeque<>(FILTERED));
    if (last.size() == FILTERED) {
      last.removeFirst();
    }
    last.addLast(seconds);
    List<Double> sorted = new ArrayList<>(last);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private Place moved(Place place, Coordinate other, double seconds) {
    double rtt = Math.max(seconds, NEARLY_NOTHING);
    double estimated = own.distanceTo(other);
    double wrong = Math.abs(estimated - rtt) / rtt;
    double weight = place.error / Math.max(place.error + other.error(), NEARLY_NOTHING);
    place.error =
        Math.min(
            LARGEST_ERROR, ERROR_SHARE * weight * wrong + place.error * (1 - ERROR_SHARE * weight));
    push(place, MOVE_SHARE * weight * (rtt - estimated), vec(other), other.height());
    return place;
  }

  private double adjustment(double difference) {
    adjustments[nextAdjustment] = difference;
    nextAdjustment = (nextAdjustment + 1) % ADJUSTMENTS;
    return Arrays.stream(adjustments).sum() / (2.0 * ADJUSTMENTS);
  }

  private void gravitate(Place place) {
    Coordinate origin = Coordinate.START;
    double far = distance(place.vec, vec(origin)) + place.height + origin.height();
    double ratio = (far + place.adjustment > 0 ? far + place.adjustment : far) / GRAVITY_SECONDS;
    push(place, -ratio * ratio, vec(origin), origin.height());
  }

  /** Moves the place by {@code force} seconds, away from the other one. */
  private void push(Place place, double force, double[] from, double fromHeight) {
    double apart = distance(place.vec, from);
    double[] direction = apart > NEARLY_NOTHING ? difference(place.vec, from) : anyDirection();
    double length = length(direction);
    for (int i = 0; i < place.vec.length; i++) {
      place.vec[i] += direction[i] / length * force;
    }
    if (apart > NEARLY_NOTHING) {
      place.height =
          Math.max(LEAST_HEIGHT, (place.height + fromHeight) * force / apart + place.height);
    }
  }

  /** Two in the same place are parted in a direction that chance decides. */
  private double[] anyDirection() {
    double[] direction = new double[Coordinate.DIMENSIONS];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = random.nextDouble() - 0.5;
    }
    if (length(direction) <= NEARLY_NOTHING) {
      direction[0] = 1;
    }
    return direction;
  }

  private static double[] vec(Coordinate coordinate) {
    return coordinate.vec().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static double distance(double[] a, double[] b) {
    return length(difference(a, b));
  }

  private static double length(double[] vector) {
    double squares = 0;
    for (double component : vector) {
      squares += component * component;
    }
    return Math.sqrt(squares);
  }

  /** A coordinate on the move. */
  private static final class Place {
    final double[] vec;
    double error;
    double adjustment;
    double height;

    private Place(double[] vec, double error, double adjustment, double height) {
      this.vec = vec;
      this.error = error;
      this.adjustment = adjustment;
      this.height = height;
    }

    static Place of(Coordinate coordinate) {
      return new Place(
          vec(coordinate), coordinate.error(), coordinate.adjustment(), coordinate.height());
    }

    boolean finite() {
      return Double.isFinite(length(vec))
          && Double.isFinite(error)
          && Double.isFinite(adjustment)
          && Double.isFinite(height);
    }

    Coordinate coordinate() {
      return new Coordinate(Arrays.stream(vec).boxed().toList(), error, adjustment, height);
    }
  }
}
