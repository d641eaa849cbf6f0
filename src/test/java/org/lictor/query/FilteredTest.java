package org.lictor.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lictor.command.Command;
import org.lictor.filter.FilterException;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.state.TestStore;
import org.lictor.state.Topic;

class FilteredTest {
  private final TestStore store = new TestStore();

  FilteredTest() {
    store.apply(
        new Command.Register(
            new Node(
                new NodeName("n1"), "", "10.0.0.1", null, Map.of("rack", "r1"), LogIndexes.NONE),
            false,
            null,
            List.of()));
    store.register("n1", "web", "web1", 80, "blue");
    store.register("n1", "db", "db1", 5432);
    store.register("n2", "web", "web2", 81, "green");
    store.check("n1", "c1", "passing", "web1");
    store.check("n2", "c2", "critical", "web2");
    store.check("n2", "alive", "passing");
  }

  @Test
  void nodesAreSelectedByWhatTheyAre() {
    assertThat(ask(new CatalogQuery.Nodes(Selection.ALL), "Meta.rack == r1"))
        .extracting(node -> node.name().value())
        .containsExactly("n1");
    assertThat(ask(new CatalogQuery.Nodes(Selection.ALL), "Datacenter == dc1")).hasSize(2);
  }

  @Test
  void servicesAreThoseOfTheInstancesThatAreSelected() {
    CatalogQuery.Services all = new CatalogQuery.Services(Selection.ALL);
    assertThat(ask(all, "Node == n2")).isEqualTo(Map.of("web", Set.of("green")));
    assertThat(ask(all, "ServicePort == 5432")).isEqualTo(Map.of("db", Set.of()));
  }

  @Test
  void aListOfServicesThatLooksAtNodesIsWokenByThem() {
    Query<?> query =
        Filtered.of(new CatalogQuery.Services(Selection.ALL), "dc1", "NodeMeta.rack == r1");
    assertThat(query.topics()).containsExactlyInAnyOrder(Topic.SERVICES, Topic.NODES);
  }

  @Test
  void instancesAreSelectedByNodeServiceAndChecks() {
    assertThat(ids("Service.Tags contains blue")).containsExactly("web1");
    assertThat(ids("Checks.Status == critical")).containsExactly("web2");
    assertThat(ids("Node.Meta is empty")).containsExactly("web2");
    assertThat(ids("Checks.ServiceID != \"\"")).containsExactly("web1", "web2");
    assertThat(ids("Service.Port > 1 ".replace(">", "!="))).hasSize(2);
    assertThat(
            ask(
                new CatalogQuery.Instances("web", Selection.ALL),
                "ServiceTags contains green and NodeMeta is empty and ServiceProxy.Mode == \"\""))
        .extracting(instance -> instance.service().id().value())
        .containsExactly("web2");
  }

  @Test
  void checksAreSelectedWhereverTheyAreListed() {
    String critical = "Status == critical";
    for (Query<List<HealthCheck>> query :
        List.<Query<List<HealthCheck>>>of(
            new HealthQuery.OfNode("n2"),
            new HealthQuery.OfService("web", Selection.ALL),
            new HealthQuery.InState("any", Selection.ALL))) {
      assertThat(ask(query, critical)).extracting(HealthCheck::name).containsExactly("c2");
    }
  }

  @Test
  void theServicesOfANodeAreSelectedAndTheNodeStays() {
    var found = ask(new CatalogQuery.OfNode("n1"), "Service == db").orElseThrow();
    assertThat(found.services()).extracting(service -> service.id().value()).containsExactly("db1");
    assertThat(ask(new CatalogQuery.OfNode("n1"), "Service == x").orElseThrow().services())
        .isEmpty();
    assertThat(ask(new CatalogQuery.OfNode("n9"), "Service == x")).isEmpty();
  }

  @Test
  void anEmptyExpressionLeavesTheQueryAsItIs() {
    CatalogQuery.Nodes all = new CatalogQuery.Nodes(Selection.ALL);
    assertThat(Filtered.of(all, "dc1", "")).isSameAs(all);
    assertThat(Filtered.of(all, "dc1", "Node == x"))
        .isEqualTo(Filtered.of(new CatalogQuery.Nodes(Selection.ALL), "dc1", "Node == x"));
  }

  @Test
  void anAnswerIsKeptUntilSomethingChanges() {
    AnswerCache answers = new AnswerCache(store.store);
    Query<List<Node>> query =
        Filtered.of(new CatalogQuery.Nodes(Selection.ALL), "dc1", "Node != x");
    var first = answers.look(query);
    assertThat(answers.look(query)).isSameAs(first);
    store.node("n3");
    assertThat(answers.look(query).found().value()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreateIndex == 1", "Checks.Status == x", "Node", "Meta == 1"})
  void anExpressionForSomethingElseIsRefusedBeforeItIsAsked(String expression) {
    assertThatThrownBy(() -> Filtered.of(new CatalogQuery.Nodes(Selection.ALL), "dc1", expression))
        .isInstanceOf(FilterException.class);
  }

  private List<String> ids(String expression) {
    return ask(HealthQuery.Instances.of("web"), expression).stream()
        .map(instance -> instance.service().id().value())
        .toList();
  }

  private <R> R ask(Query<R> query, String expression) {
    return Objects.requireNonNull(Filtered.of(query, "dc1", expression).ask(store.image()).value());
  }
}
