package org.lictor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lictor.command.Command;
import org.lictor.model.Coordinate;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;

class CoordinateTableTest {
  private final TestStore store = new TestStore();

  @Test
  void onlyNodesOfTheCatalogHaveCoordinates() {
    store.node("n1");
    store.apply(
        new Command.CoordinatesPut(
            List.of(TestStore.aPlace("n1", "", 1), TestStore.aPlace("n2", "", 2))));
    assertThat(rows()).containsExactly(TestStore.aPlace("n1", "", 1));
    assertThat(store.image().coordinates().index()).isEqualTo(2);
  }

  @Test
  void aNodesNameMeansTheSameInAnyLetterCase() {
    store.node("Node");
    store.place("nODE", 1);
    store.place("NODE", 2);
    assertThat(rows()).containsExactly(TestStore.aPlace("NODE", "", 2));
    assertThat(store.image().coordinates().of(new NodeName("node"))).hasSize(1);
  }

  @Test
  void aNodeWhoseNameBeginsWithAnothersIsNotThatOne() {
    store.node("n1");
    store.node("n10");
    store.place("n10", 1);
    assertThat(store.image().coordinates().of(new NodeName("n1"))).isEmpty();
  }

  @Test
  void coordinatesGoWithTheirNodeAndTheIndexRises() {
    store.node("n1");
    store.place("n1", 1);
    WatchSet watch = store.store.watch(List.of(Topic.COORDINATES));
    store.deregister("n1", null, null);
    assertThat(rows()).isEmpty();
    assertThat(store.image().coordinates().index()).isEqualTo(3);
    assertThat(watch.fired()).isTrue();
  }

  @Test
  void theSameCoordinateAgainKeepsTheIndexAndWakesNobody() {
    store.node("n1");
    store.place("n1", 1);
    WatchSet watch = store.store.watch(List.of(Topic.COORDINATES));
    store.place("n1", 1);
    assertThat(store.image().coordinates().index()).isEqualTo(2);
    assertThat(watch.fired()).isFalse();
  }

  @Test
  void coordinatesSurviveASnapshot() {
    store.node("n1");
    store.node("n2");
    store.place("n1", 0.25);
    store.apply(new Command.CoordinatesPut(List.of(TestStore.aPlace("n2", "s", -1e-9))));
    store.deregister("n1", null, null);
    assertThat(TestStore.imageOf(store.snapshot())).isEqualTo(store.image());
  }

  @Test
  void theDistanceIsThatOfThePlacesWithHeightsAndAdjustments() {
    Coordinate a = new Coordinate(List.of(3.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 1, 0.5, 0.25);
    Coordinate b = new Coordinate(List.of(0.0, 4.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 1, -1, 0.5);
    assertThat(a.distanceTo(b)).isEqualTo(5 + 0.25 + 0.5 + 0.5 - 1, within(1e-12));
    Coordinate far = new Coordinate(b.vec(), 1, -10, 0.5);
    assertThat(a.distanceTo(far)).as("never below nothing").isEqualTo(5.75, within(1e-12));
  }

  @Test
  void nodesOfSeveralSegmentsAreComparedInTheOneOfWhoeverIsInOneOnly() {
    List<NodeCoordinate> server =
        List.of(TestStore.aPlace("s", "", 100), TestStore.aPlace("s", "x", 1));
    List<NodeCoordinate> client = List.of(TestStore.aPlace("c", "x", 3));
    assertThat(CoordinateTable.seconds(server, client)).isEqualTo(2);
    assertThat(CoordinateTable.seconds(client, server)).isEqualTo(2);
    assertThat(CoordinateTable.seconds(client, List.of(TestStore.aPlace("d", "y", 3))))
        .isInfinite();
    assertThat(CoordinateTable.seconds(List.of(), client)).isInfinite();
  }

  private List<NodeCoordinate> rows() {
    return List.copyOf(store.image().coordinates().rows().values());
  }
}
