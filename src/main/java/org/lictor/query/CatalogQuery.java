package org.lictor.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lictor.filter.Selectors;
import org.lictor.model.Node;
import org.lictor.model.ServiceEntry;
import org.lictor.state.CatalogTable;
import org.lictor.state.NodeRow;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/** Questions about who is registered, whatever their health (Consul HTTP API, "Catalog"). */
public sealed interface CatalogQuery<R> extends Query<R> {
  /** All nodes, by name. */
  record Nodes(Selection selection)
      implements CatalogQuery<List<Node>>, Filterable<List<Node>, Node> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.NODES);
    }

    @Override
    public Selectors<Node> selectors(String datacenter) {
      return RegistrySelectors.node(datacenter);
    }

    @Override
    public Indexed<List<Node>> ask(StateImage image) {
      return ask(image, node -> true);
    }

    @Override
    public Indexed<List<Node>> ask(StateImage image, Predicate<Node> wanted) {
      List<Node> found = new ArrayList<>();
      for (NodeRow row : image.catalog().nodes().values()) {
        if (selection.admits(row.node()) && wanted.test(row.node())) {
          found.add(row.node());
        }
      }
      return new Indexed<>(image.catalog().nodesIndex(), found);
    }
  }

  /** All service names, each with the tags that any of its instances has. */
  record Services(Selection selection)
      implements CatalogQuery<Map<String, Set<String>>>,
          Filterable<Map<String, Set<String>>, ServiceInstance> {
    @Override
    public List<Topic> topics() {
      return selection.nodeMeta().isEmpty()
          ? List.of(Topic.SERVICES)
          : List.of(Topic.SERVICES, Topic.NODES);
    }

    @Override
    public Selectors<ServiceInstance> selectors(String datacenter) {
      return RegistrySelectors.catalogInstance(datacenter);
    }

    @Override
    public Indexed<Map<String, Set<String>>> ask(StateImage image) {
      long index = image.catalog().servicesIndex();
      return new Indexed<>(
          selection.nodeMeta().isEmpty() ? index : Math.max(index, image.catalog().nodesIndex()),
          found(image.catalog(), (node, service) -> true));
    }

    @Override
    public Indexed<Map<String, Set<String>>> ask(
        StateImage image, Predicate<ServiceInstance> wanted) {
      CatalogTable catalog = image.catalog();
      return new Indexed<>(
          Math.max(catalog.servicesIndex(), catalog.nodesIndex()),
          found(
              catalog,
              (node, service) -> wanted.test(new ServiceInstance(node, service, List.of()))));
    }

    private Map<String, Set<String>> found(
        CatalogTable catalog, BiPredicate<Node, ServiceEntry> wanted) {
      Map<String, Set<String>> found = new TreeMap<>();
      for (NodeRow row : catalog.nodes().values()) {
        if (selection.admits(row.node())) {
          for (ServiceEntry service : row.services().values()) {
            if (!wanted.test(row.node(), service)) {
              continue;
            }
            Set<String> tags = found.computeIfAbsent(service.name(), name -> new TreeSet<>());
            if (service.tags() != null) {
              tags.addAll(service.tags());
            }
          }
        }
      }
      return found;
    }
  }

  /** The instances of one service, by node and id. */
  record Instances(String service, Selection selection)
      implements CatalogQuery<List<ServiceInstance>>,
          Filterable<List<ServiceInstance>, ServiceInstance> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.service(service));
    }

    @Override
    public Selectors<ServiceInstance> selectors(String datacenter) {
      return RegistrySelectors.catalogInstance(datacenter);
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
          ServiceInstance instance = new ServiceInstance(node, entry, List.of());
          if (wanted.test(instance)) {
            found.add(instance);
          }
        }
      }
      return new Indexed<>(catalog.indexOfService(service), found);
    }
  }

  /**
   * A node with its services, each by name; nothing when there is no such node. The node may be
   * named by the start of its id.
   */
  record OfNode(String node)
      implements CatalogQuery<Optional<NodeServices>>,
          Filterable<Optional<NodeServices>, ServiceEntry> {
    @Override
    public List<Topic> topics() {
      // A node that is named by its id, or that is not there yet, is found by looking at all of
      // them.
      return List.of(Topic.node(node), Topic.NODES, Topic.SERVICES);
    }

    @Override
    public Selectors<ServiceEntry> selectors(String datacenter) {
      return RegistrySelectors.service();
    }

    @Override
    public Indexed<Optional<NodeServices>> ask(StateImage image) {
      return ask(image, service -> true);
    }

    @Override
    public Indexed<Optional<NodeServices>> ask(StateImage image, Predicate<ServiceEntry> wanted) {
      CatalogTable catalog = image.catalog();
      NodeRow row = catalog.nodeByNameOrId(node);
      if (row == null) {
        return new Indexed<>(
            Math.max(catalog.nodesIndex(), catalog.servicesIndex()), Optional.empty());
      }
      return new Indexed<>(
          row.index(),
          Optional.of(
              new NodeServices(
                  row.node(), row.services().values().stream().filter(wanted).toList())));
    }
  }

  /**
   * A node alone; nothing when there is no such node. The node may be named by the start of its id.
   */
  record NodeNamed(String node) implements CatalogQuery<Optional<Node>> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.NODES);
    }

    @Override
    public Indexed<Optional<Node>> ask(StateImage image) {
      CatalogTable catalog = image.catalog();
      return new Indexed<>(
          catalog.nodesIndex(),
          Optional.ofNullable(catalog.nodeByNameOrId(node)).map(NodeRow::node));
    }
  }

  /**
   * Who has an IP address: the first node with it by name, else the first service whose instance
   * has it for its own.
   *
   * @param address IPv4 as usual, IPv6 in any of its spellings
   */
  record OwnerOfAddress(String address) implements CatalogQuery<Optional<AddressOwner>> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.NODES, Topic.SERVICES);
    }

    @Override
    public Indexed<Optional<AddressOwner>> ask(StateImage image) {
      CatalogTable catalog = image.catalog();
      return new Indexed<>(
          Math.max(catalog.nodesIndex(), catalog.servicesIndex()),
          Optional.ofNullable(owner(catalog)));
    }

    private @Nullable AddressOwner owner(CatalogTable catalog) {
      AddressMatch match = new AddressMatch(address);
      for (NodeRow row : catalog.nodes().values()) {
        if (match.with(row.node().address())) {
          return new AddressOwner(row.node().name().value(), false);
        }
      }
      for (NodeRow row : catalog.nodes().values()) {
        for (ServiceEntry service : row.services().values()) {
          if (match.with(service.address())) {
            return new AddressOwner(service.name(), true);
          }
        }
      }
      return null;
    }
  }

  /** A node or, when {@code service}, a service. */
  record AddressOwner(String name, boolean service) {}

  /** A node and what runs on it. */
  record NodeServices(Node node, List<ServiceEntry> services) {}
}
