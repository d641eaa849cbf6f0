package org.lictor.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lictor.model.Node;
import org.lictor.model.ServiceEntry;
import org.lictor.state.CatalogTable;
import org.lictor.state.NodeRow;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/** Questions about who is registered, whatever their health (Consul HTTP API, "Catalog"). */
public sealed interface CatalogQuery<R> extends Query<R> {
  /** All nodes, by name. */
  record Nodes(Selection selection) implements CatalogQuery<List<Node>> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.NODES);
    }

    @Override
    public Indexed<List<Node>> ask(StateImage image) {
      List<Node> found = new ArrayList<>();
      for (NodeRow row : image.catalog().nodes().values()) {
        if (selection.admits(row.node())) {
          found.add(row.node());
        }
      }
      return new Indexed<>(image.catalog().nodesIndex(), found);
    }
  }

  /** All service names, each with the tags that any of its instances has. */
  record Services(Selection selection) implements CatalogQuery<Map<String, Set<String>>> {
    @Override
    public List<Topic> topics() {
      return selection.nodeMeta().isEmpty()
          ? List.of(Topic.SERVICES)
          : List.of(Topic.SERVICES, Topic.NODES);
    }

    @Override
    public Indexed<Map<String, Set<String>>> ask(StateImage image) {
      CatalogTable catalog = image.catalog();
      Map<String, Set<String>> found = new TreeMap<>();
      for (NodeRow row : catalog.nodes().values()) {
        if (selection.admits(row.node())) {
          for (ServiceEntry service : row.services().values()) {
            Set<String> tags = found.computeIfAbsent(service.name(), name -> new TreeSet<>());
            if (service.tags() != null) {
              tags.addAll(service.tags());
            }
          }
        }
      }
      long index = catalog.servicesIndex();
      return new Indexed<>(
          selection.nodeMeta().isEmpty() ? index : Math.max(index, catalog.nodesIndex()), found);
    }
  }

  /** The instances of one service, by node and id. */
  record Instances(String service, Selection selection)
      implements CatalogQuery<List<ServiceInstance>> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.service(service));
    }

    @Override
    public Indexed<List<ServiceInstance>> ask(StateImage image) {
      CatalogTable catalog = image.catalog();
      List<ServiceInstance> found = new ArrayList<>();
      for (ServiceEntry entry : catalog.instancesOf(service)) {
        Node node = catalog.nodeOf(entry);
        if (selection.admits(entry) && selection.admits(node)) {
          found.add(new ServiceInstance(node, entry, List.of()));
        }
      }
      return new Indexed<>(catalog.indexOfService(service), found);
    }
  }

  /**
   * A node with its services, each by name; nothing when there is no such node. The node may be
   * named by the start of its id.
   */
  record OfNode(String node) implements CatalogQuery<Optional<NodeServices>> {
    @Override
    public List<Topic> topics() {
      // A node that is named by its id, or that is not there yet, is found by looking at all of
      // them.
      return List.of(Topic.node(node), Topic.NODES, Topic.SERVICES);
    }

    @Override
    public Indexed<Optional<NodeServices>> ask(StateImage image) {
      CatalogTable catalog = image.catalog();
      NodeRow row = catalog.nodeByNameOrId(node);
      if (row == null) {
        return new Indexed<>(
            Math.max(catalog.nodesIndex(), catalog.servicesIndex()), Optional.empty());
      }
      return new Indexed<>(
          row.index(),
          Optional.of(new NodeServices(row.node(), List.copyOf(row.services().values()))));
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
