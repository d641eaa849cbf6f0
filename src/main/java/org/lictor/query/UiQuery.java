package org.lictor.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lictor.filter.Selectors;
import org.lictor.model.HealthCheck;
import org.lictor.model.MemberRow;
import org.lictor.model.Node;
import org.lictor.model.ServiceEntry;
import org.lictor.state.CatalogTable;
import org.lictor.state.NodeRow;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/** Questions of a user interface: whole lists with what stands beside each (http-api.md B15). */
public sealed interface UiQuery<R> extends Query<R> {
  /** What any of them is touched by. */
  List<Topic> EVERYTHING = List.of(Topic.NODES, Topic.SERVICES, Topic.CHECKS, Topic.MEMBERS);

  @Override
  default List<Topic> topics() {
    return EVERYTHING;
  }

  /** All nodes with their services and checks, by name. */
  record Nodes() implements UiQuery<List<NodeSheet>>, Filterable<List<NodeSheet>, NodeSheet> {
    @Override
    public Selectors<NodeSheet> selectors(String datacenter) {
      return RegistrySelectors.nodeSheet(datacenter);
    }

    @Override
    public Indexed<List<NodeSheet>> ask(StateImage image) {
      return ask(image, sheet -> true);
    }

    @Override
    public Indexed<List<NodeSheet>> ask(StateImage image, Predicate<NodeSheet> wanted) {
      List<NodeSheet> found = new ArrayList<>();
      for (NodeRow row : image.catalog().nodes().values()) {
        NodeSheet sheet = sheet(image, row);
        if (wanted.test(sheet)) {
          found.add(sheet);
        }
      }
      return new Indexed<>(index(image), found);
    }
  }

  /** One node with its services and checks; it may be named by the start of its id. */
  record OfNode(String node) implements UiQuery<Optional<NodeSheet>> {
    @Override
    public Indexed<Optional<NodeSheet>> ask(StateImage image) {
      NodeRow row = image.catalog().nodeByNameOrId(node);
      return new Indexed<>(
          index(image), row == null ? Optional.empty() : Optional.of(sheet(image, row)));
    }
  }

  /** All services, each with how its instances fare, by name. */
  record Services()
      implements UiQuery<List<ServiceSummary>>, Filterable<List<ServiceSummary>, ServiceInstance> {
    @Override
    public Selectors<ServiceInstance> selectors(String datacenter) {
      return RegistrySelectors.instance(datacenter);
    }

    @Override
    public Indexed<List<ServiceSummary>> ask(StateImage image) {
      return ask(image, instance -> true);
    }

    @Override
    public Indexed<List<ServiceSummary>> ask(StateImage image, Predicate<ServiceInstance> wanted) {
      CatalogTable catalog = image.catalog();
      Summaries summaries = new Summaries();
      for (NodeRow row : catalog.nodes().values()) {
        for (ServiceEntry service : row.services().values()) {
          ServiceInstance instance =
              new ServiceInstance(row.node(), service, catalog.checksOf(service));
          if (wanted.test(instance)) {
            summaries.add(instance);
          }
        }
      }
      return new Indexed<>(index(image), summaries.result());
    }
  }

  /**
   * A node with all that is registered on it.
   *
   * @param version of the agent that runs on it; empty when none does
   */
  record NodeSheet(
      Node node, List<ServiceEntry> services, List<HealthCheck> checks, String version) {}

  private static NodeSheet sheet(StateImage image, NodeRow row) {
    return new NodeSheet(
        row.node(),
        List.copyOf(row.services().values()),
        List.copyOf(row.checks().values()),
        version(image.members().get(row.node().name().value())));
  }

  private static String version(@Nullable MemberRow row) {
    return row == null ? "" : row.member().tags().getOrDefault("build", "").split(":", 2)[0];
  }

  private static long index(StateImage image) {
    CatalogTable catalog = image.catalog();
    return Math.max(
        Math.max(catalog.nodesIndex(), catalog.servicesIndex()),
        Math.max(catalog.checksIndex(), image.members().index()));
  }
}
