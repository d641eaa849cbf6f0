package org.lictor.query;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lictor.model.AutopilotConfig;
import org.lictor.model.ServiceEntry;
import org.lictor.state.CatalogTable;
import org.lictor.state.NodeRow;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/** Questions of those who run the cluster (Consul HTTP API, "Operator"). */
public sealed interface OperatorQuery<R> extends Query<R> {
  /** The autopilot configuration; the defaults as long as none was set. */
  record Autopilot() implements OperatorQuery<AutopilotConfig> {
    @Override
    public List<Topic> topics() {
      return List.of(Topic.AUTOPILOT);
    }

    @Override
    public Indexed<AutopilotConfig> ask(StateImage image) {
      return new Indexed<>(image.autopilot().index(), image.autopilot().config());
    }
  }

  /** How much of what the registry holds. */
  record Usage() implements OperatorQuery<Counts> {
    private static final String SERVERS = "consul";

    @Override
    public List<Topic> topics() {
      return List.of(Topic.NODES, Topic.SERVICES);
    }

    @Override
    public Indexed<Counts> ask(StateImage image) {
      CatalogTable catalog = image.catalog();
      Map<String, Long> kinds = new TreeMap<>();
      long instances = 0;
      long billable = 0;
      for (NodeRow row : catalog.nodes().values()) {
        for (ServiceEntry service : row.services().values()) {
          instances++;
          String kind = service.connectNative() ? "connect-native" : service.kind();
          if (!kind.isEmpty()) {
            kinds.merge(kind, 1L, Long::sum);
          }
          billable += service.kind().isEmpty() && !service.name().equals(SERVERS) ? 1 : 0;
        }
      }
      long index = Math.max(catalog.nodesIndex(), catalog.servicesIndex());
      return new Indexed<>(
          index,
          new Counts(
              catalog.services().size(), instances, kinds, billable, catalog.nodes().size()));
    }
  }

  /**
   * Counts of the catalog.
   *
   * @param services names, that of the servers among them
   * @param connectInstances by kind, such as {@code connect-proxy}; a kind that nobody has is not
   *     there
   * @param billableInstances neither servers nor proxies nor gateways
   */
  record Counts(
      long services,
      long instances,
      Map<String, Long> connectInstances,
      long billableInstances,
      long nodes) {
    public Counts {
      connectInstances = Collections.unmodifiableMap(new TreeMap<>(connectInstances));
    }
  }
}
