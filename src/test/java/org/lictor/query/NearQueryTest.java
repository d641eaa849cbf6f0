package org.lictor.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lictor.model.Coordinate;
import org.lictor.model.HealthCheck;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;
import org.lictor.state.TestStore;
import org.lictor.state.Topic;

class NearQueryTest {
  private final TestStore store = new TestStore();

  NearQueryTest() {
    for (String node : List.of("a", "b", "c", "d")) {
      store.register(node, "web");
      store.check(node, "up", "passing", "web");
    }
    store.place("a", 0.030);
    store.place("b", 0.020);
    store.place("c", 0.010);
  }

  @Test
  void theNearestComesFirstAndWhatIsNotKnownLast() {
    assertThat(nodes("c")).containsExactly("c", "b", "a", "d");
    assertThat(nodes("A")).containsExactly("a", "b", "c", "d");
  }

  @Test
  void nearWhatNobodyKnowsTheOrderStays() {
    assertThat(nodes("d")).containsExactly("a", "b", "c", "d");
    assertThat(nodes("nobody")).containsExactly("a", "b", "c", "d");
    assertThat(nodes("_ip")).containsExactly("a", "b", "c", "d");
  }

  @Test
  void nodesThatAreEquallyFarStayInTheirOrder() {
    store.place("b", 0.030);
    assertThat(nodes("c")).containsExactly("c", "a", "b", "d");
  }

  @Test
  void instancesAndChecksAreSortedByTheirNodes() {
    assertThat(
            new NearQuery<>(HealthQuery.Instances.of("web"), "b")
                .ask(store.image()).value().stream().map(one -> one.node().name().value()))
        .containsExactly("b", "a", "c", "d");
    assertThat(
            new NearQuery<>(new HealthQuery.OfService("web", Selection.ALL), "b")
                .ask(store.image()).value().stream().map(HealthCheck::node).map(Object::toString))
        .containsExactly("b", "a", "c", "d");
  }

  @Test
  void theIndexIsThatOfWhatIsSortedSoThatNobodyIsWokenWhenANodeMoves() {
    NearQuery<ServiceInstance> query = new NearQuery<>(HealthQuery.Instances.of("web"), "b");
    long before = query.ask(store.image()).index();
    store.place("a", 0.001);
    assertThat(query.ask(store.image()).index()).isEqualTo(before);
    assertThat(query.topics()).contains(Topic.COORDINATES, Topic.service("web"));
  }

  @Test
  void theServersAreThoseOfTheirService() {
    store.register("a", "consul");
    assertThat(new CoordinateQuery.OfServers().ask(store.image()).value())
        .containsExactly(TestStore.aPlace("a", "", 0.030));
  }

  @Test
  void aServerThatHasMeasuredNothingStandsWhereEachBegins() {
    store.register("new", "consul");
    assertThat(new CoordinateQuery.OfServers().ask(store.image()).value())
        .containsExactly(new NodeCoordinate(new NodeName("new"), "", Coordinate.START));
  }

  private List<String> nodes(String near) {
    return new NearQuery<>(new CatalogQuery.Nodes(Selection.ALL), near)
        .ask(store.image()).value().stream().map(node -> node.name().value()).toList();
  }
}
