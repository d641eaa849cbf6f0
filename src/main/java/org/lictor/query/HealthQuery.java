package org.lictor.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.lictor.filter.Selectors;
import org.lictor.model.HealthCheck;
import org.lictor.model.Node;
import org.lictor.model.ServiceEntry;
import org.lictor.state.CatalogTable;
import org.lictor.state.NodeRow;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/** Questions about health (Consul HTTP API, "Health"). */
public sealed interface HealthQuery<R> extends Query<R> {
  /**
   * The instances of one service with their health, by node and id; those that pass only, when
   * asked.
   */
  record Instances(String service, Selection selection, boolean onlyPassing)
      implements HealthQuery<List<ServiceInstance>>,
          Filterable<List<ServiceInstance>, ServiceInstance> {
    /** All instances of a service. */
    public static Instances of(String service) {
      return new Instances(service, Selection.ALL, false);
    }

    @Override
    public List<Topic> topics() {
      return List.of(Topic.service(service));
    }

    @Override
    public Selectors<ServiceInstance> selectors(String datacenter) {
      return RegistrySelectors.instance(datacenter);
    }

    @Override
    public Indexed<List<ServiceInstance>> ask(StateImage image) {
      return ask(image, instance -> true);
    }

    @Override
    public Indexed<List<ServiceInstance>> ask(StateImage image, Predicate<ServiceInstance> wanted) {
      CatalogTable catalog = image.catalog();
      List<ServiceInstance> found = new ArrayList<>();
      for (ServiceEntry entry : catalog.instancesOf(service)) {
        Node node = catalog.nodeOf(entry);
        if (selection.admits(entry) && selection.admits(node)) {
          ServiceInstance instance = new ServiceInstance(node, entry, catalog.checksOf(entry));
          if ((!onlyPassing || instance.passing()) && wanted.test(instance)) {
            found.add(instance);
          }
        }
      }
      return new Indexed<>(catalog.indexOfService(service), found);
    }
  }

  /** The checks of one node, its services' among them, by id. */
  record OfNode(String node)
      implements HealthQuery<List<HealthCheck>>, Filterable<List<HealthCheck>, HealthCheck> {
    @Override
    public List<Topic> topics() {
      // Which node an id's beginning names depends on all nodes' ids.
      return List.of(Topic.CHECKS, Topic.NODES);
    }

    @Override
    public Selectors<HealthCheck> selectors(String datacenter) {
      return RegistrySelectors.check();
    }

    @Override
    public Indexed<List<HealthCheck>> ask(StateImage image) {
      return ask(image, check -> true);
    }

    @Override
    public Indexed<List<HealthCheck>> ask(StateImage image, Predicate<HealthCheck> wanted) {
      NodeRow row = image.catalog().nodeByNameOrId(node);
      return new Indexed<>(
          image.catalog().checksIndex(),
          row == null ? List.of() : row.checks().values().stream().filter(wanted).toList());
    }
  }

  /** The checks of all instances of one service, by node and id; not those of their nodes. */
  record OfService(String service, Selection selection)
      implements HealthQuery<List<HealthCheck>>, Filterable<List<HealthCheck>, HealthCheck> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.service(service));
    }

    @Override
    public Selectors<HealthCheck> selectors(String datacenter) {
      return RegistrySelectors.check();
    }

    @Override
    public Indexed<List<HealthCheck>> ask(StateImage image) {
      return ask(image, check -> true);
    }

    @Override
    public Indexed<List<HealthCheck>> ask(StateImage image, Predicate<HealthCheck> wanted) {
      CatalogTable catalog = image.catalog();
      List<HealthCheck> found = new ArrayList<>();
      for (ServiceEntry entry : catalog.instancesOf(service)) {
        if (selection.admits(catalog.nodeOf(entry))) {
          for (HealthCheck check : catalog.checksOf(entry)) {
            if (!check.ofNode() && wanted.test(check)) {
              found.add(check);
            }
          }
        }
      }
      return new Indexed<>(catalog.indexOfService(service), found);
    }
  }

  /** All checks of one status, or of any when the word is {@code any}, by node and id. */
  record InState(String status, Selection selection)
      implements HealthQuery<List<HealthCheck>>, Filterable<List<HealthCheck>, HealthCheck> {
    private static final String ANY = "any";

    @Override
    public List<Topic> topics() {
      return selection.nodeMeta().isEmpty()
          ? List.of(Topic.CHECKS)
          : List.of(Topic.CHECKS, Topic.NODES);
    }

    @Override
    public Selectors<HealthCheck> selectors(String datacenter) {
      return RegistrySelectors.check();
    }

    @Override
    public Indexed<List<HealthCheck>> ask(StateImage image) {
      return ask(image, check -> true);
    }

    @Override
    public Indexed<List<HealthCheck>> ask(StateImage image, Predicate<HealthCheck> wanted) {
      List<HealthCheck> found = new ArrayList<>();
      for (NodeRow row : image.catalog().nodes().values()) {
        if (selection.admits(row.node())) {
          for (HealthCheck check : row.checks().values()) {
            if ((status.equals(ANY) || status.equals(check.status())) && wanted.test(check)) {
              found.add(check);
            }
          }
        }
      }
      return new Indexed<>(image.catalog().checksIndex(), found);
    }
  }
}
