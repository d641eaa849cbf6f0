package org.lictor.boot;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.hazelcast.GridNode;
import org.lictor.grid.Surveyor;
import org.lictor.http.CoordinateParts;
import org.lictor.model.Coordinate;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;

/**
 * Keeps this agent's coordinate, and tells it to the registry as often as Consul's agents do
 * (semantics.md §15).
 */
final class Coordinates {
  /** The whole cluster together tells this many a second. */
  private static final double MOST_A_SECOND = 64;

  private static final Duration SHORTEST = Duration.ofSeconds(15);

  private final NodeName self;
  private final Station station;
  private final Threads threads;
  private final RandomGenerator random;
  private final @Nullable Surveyor surveyor;

  Coordinates(NodeName self, Station station, Threads threads, RandomGenerator random) {
    this.self = self;
    this.station = station;
    this.threads = threads;
    this.random = random;
    this.surveyor =
        station.grid() == null ? null : new Surveyor(GridNode.engine(station.grid()), random);
  }

  /** Measures and tells from now on, unless that is switched off. */
  CoordinateParts begin(boolean enabled) {
    if (enabled) {
      if (surveyor != null) {
        long period = Surveyor.PERIOD.toMillis();
        threads.duties.scheduleWithFixedDelay(
            surveyor::look, period, period, TimeUnit.MILLISECONDS);
      }
      plan();
    }
    return new CoordinateParts(self.value(), enabled, station.coordinates());
  }

  private void plan() {
    double seconds =
        Math.max(SHORTEST.toSeconds(), station.size().getAsInt() / MOST_A_SECOND)
            * (1 + random.nextDouble());
    try {
      threads.duties.schedule(this::tell, (long) (seconds * 1000), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      // Nobody needs to know any more.
    }
  }

  /** Where this agent stands as far as it has measured. Any thread. */
  Coordinate own() {
    return surveyor == null ? Coordinate.START : surveyor.coordinate();
  }

  private void tell() {
    // What could not be told is told the next time.
    var unused =
        station
            .coordinates()
            .put(new NodeCoordinate(self, "", own()))
            .whenComplete((taken, problem) -> plan());
  }
}
