package org.lictor.query;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.lictor.filter.Selectors;
import org.lictor.model.HealthCheck;
import org.lictor.model.Member;
import org.lictor.model.Node;
import org.lictor.model.ServiceAddress;
import org.lictor.model.ServiceEntry;
import org.lictor.model.Weights;

/**
 * What filter expressions can say of the registry's nouns: the names that the wire's JSON gives
 * their parts (http-api.md A9). Indexes, check definitions and free-form settings are left out, as
 * in the interface.
 */
public final class RegistrySelectors {
  private static final Selectors<ServiceAddress> ADDRESS =
      new Selectors<ServiceAddress>()
          .text("Address", ServiceAddress::address)
          .number("Port", ServiceAddress::port);

  private static final Selectors<Weights> WEIGHTS =
      new Selectors<Weights>()
          .number("Passing", Weights::passing)
          .number("Warning", Weights::warning);

  /** What an ordinary service has to say of the mesh: nothing. */
  private static final Selectors<ServiceEntry> PROXY =
      new Selectors<ServiceEntry>()
          .text("DestinationServiceName", service -> "")
          .text("DestinationServiceID", service -> "")
          .text("LocalServiceAddress", service -> "")
          .number("LocalServicePort", service -> 0)
          .text("LocalServiceSocketPath", service -> "")
          .text("Mode", service -> "")
          .object(
              "MeshGateway",
              service -> service,
              new Selectors<ServiceEntry>().text("Mode", service -> ""))
          .object(
              "Expose",
              service -> service,
              new Selectors<ServiceEntry>()
                  .flag("Checks", service -> false)
                  .objects("Paths", service -> List.of(), exposedPath()))
          .objects("Upstreams", service -> List.of(), upstream());

  private static final Selectors<ServiceEntry> CONNECT =
      new Selectors<ServiceEntry>().flag("Native", ServiceEntry::connectNative);

  private static final Selectors<ServiceEntry> SERVICE =
      serviceParts(new Selectors<ServiceEntry>(), "", "ID", "Service", service -> service)
          .text("PeerName", service -> "");

  private static final Selectors<HealthCheck> CHECK =
      new Selectors<HealthCheck>()
          .text("Node", check -> check.node().value())
          .text("CheckID", check -> check.id().value())
          .text("Name", HealthCheck::name)
          .text("Status", HealthCheck::status)
          .text("Notes", HealthCheck::notes)
          .text("Output", HealthCheck::output)
          .text("ServiceID", HealthCheck::serviceId)
          .text("ServiceName", HealthCheck::serviceName)
          .texts("ServiceTags", HealthCheck::serviceTags)
          .text("Type", HealthCheck::type)
          .text("Interval", HealthCheck::interval)
          .text("Timeout", HealthCheck::timeout)
          .number("ExposedPort", HealthCheck::exposedPort)
          .text("PeerName", check -> "");

  private static final Selectors<Member> MEMBER =
      new Selectors<Member>()
          .text("Name", Member::name)
          .text("Addr", Member::address)
          .number("Port", Member::port)
          .textMap("Tags", Member::tags)
          .number("Status", member -> member.status().number());

  private RegistrySelectors() {}

  /** A node. */
  public static Selectors<Node> node(String datacenter) {
    return nodeParts(new Selectors<Node>(), datacenter, "Meta", node -> node);
  }

  /** A service instance as the node and agent pages show it. */
  public static Selectors<ServiceEntry> service() {
    return SERVICE;
  }

  /** A check. */
  public static Selectors<HealthCheck> check() {
    return CHECK;
  }

  /** A member of the cluster. */
  public static Selectors<Member> member() {
    return MEMBER;
  }

  /** An instance as the health pages show it: node, service and checks. */
  static Selectors<ServiceInstance> instance(String datacenter) {
    return new Selectors<ServiceInstance>()
        .object("Node", ServiceInstance::node, node(datacenter))
        .object("Service", ServiceInstance::service, SERVICE)
        .objects("Checks", ServiceInstance::checks, CHECK);
  }

  /** A node with all that is registered on it. */
  static Selectors<UiQuery.NodeSheet> nodeSheet(String datacenter) {
    return nodeParts(
            new Selectors<UiQuery.NodeSheet>(), datacenter, "Meta", UiQuery.NodeSheet::node)
        .objects("Services", UiQuery.NodeSheet::services, SERVICE)
        .objects("Checks", UiQuery.NodeSheet::checks, CHECK);
  }

  /** An instance as the catalog shows it: node and service in one. */
  static Selectors<ServiceInstance> catalogInstance(String datacenter) {
    Selectors<ServiceInstance> all = new Selectors<>();
    nodeParts(all, datacenter, "NodeMeta", ServiceInstance::node);
    return serviceParts(all, "Service", "ServiceID", "ServiceName", ServiceInstance::service);
  }

  private static <T> Selectors<T> nodeParts(
      Selectors<T> to, String datacenter, String meta, Function<T, Node> node) {
    return to.text("ID", whole -> node.apply(whole).id())
        .text("Node", whole -> node.apply(whole).name().value())
        .text("Address", whole -> node.apply(whole).address())
        .text("Datacenter", whole -> datacenter)
        .textMap("TaggedAddresses", whole -> node.apply(whole).taggedAddresses())
        .textMap(meta, whole -> node.apply(whole).meta())
        .text("PeerName", whole -> "");
  }

  private static <T> Selectors<T> serviceParts(
      Selectors<T> to, String prefix, String id, String name, Function<T, ServiceEntry> service) {
    return to.text(prefix + "Kind", whole -> service.apply(whole).kind())
        .text(id, whole -> service.apply(whole).id().value())
        .text(name, whole -> service.apply(whole).name())
        .texts(prefix + "Tags", whole -> service.apply(whole).tags())
        .text(prefix + "Address", whole -> service.apply(whole).address())
        .objectMap(
            prefix + "TaggedAddresses", whole -> service.apply(whole).taggedAddresses(), ADDRESS)
        .object(prefix + "Weights", whole -> service.apply(whole).weights(), WEIGHTS)
        .textMap(prefix + "Meta", whole -> service.apply(whole).meta())
        .number(prefix + "Port", whole -> service.apply(whole).port())
        .text(prefix + "SocketPath", whole -> service.apply(whole).socketPath())
        .flag(prefix + "EnableTagOverride", whole -> service.apply(whole).enableTagOverride())
        .object(prefix + "Proxy", service, PROXY)
        .object(prefix + "Connect", service, CONNECT);
  }

  private static Selectors<Map<String, String>> exposedPath() {
    return new Selectors<Map<String, String>>()
        .text("Path", path -> "")
        .text("Protocol", path -> "")
        .number("ListenerPort", path -> 0)
        .number("LocalPathPort", path -> 0);
  }

  private static Selectors<Map<String, String>> upstream() {
    return new Selectors<Map<String, String>>()
        .text("DestinationType", upstream -> "")
        .text("DestinationNamespace", upstream -> "")
        .text("DestinationName", upstream -> "")
        .text("Datacenter", upstream -> "")
        .text("LocalBindAddress", upstream -> "")
        .number("LocalBindPort", upstream -> 0);
  }
}
