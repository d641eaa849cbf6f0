package org.lictor.agent;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lictor.model.HealthCheck;
import org.lictor.model.Node;
import org.lictor.model.ServiceAddress;
import org.lictor.model.ServiceEntry;

/**
 * The rules of anti-entropy: what of the catalog differs from what is registered here (semantics.md
 * §3).
 */
final class Difference {
  /** The leader's own, which no agent takes away. */
  private static final String SERF_HEALTH = "serfhealth";

  private static final String SERVER_SERVICE = "consul";

  /** Tagged addresses with such names are given by the servers. */
  private static final String GIVEN_BY_SERVERS = "consul-";

  private Difference() {}

  /**
   * The image with each thing marked as in sync or not, and with what the catalog has and nobody
   * here knows.
   */
  static LocalImage mark(LocalImage image, Node own, RemoteView remote) {
    LocalImage marked = image.nodeInSync(remote.hasNode(own));
    for (LocalService service : image.services.values()) {
      marked = marked.with(mark(service, remote.services().get(service.id().key())));
    }
    for (ServiceEntry service : remote.services().values()) {
      if (!image.services.containsKey(service.id().key())
          && !service.id().key().equals(SERVER_SERVICE)) {
        marked = marked.stranger(service.id());
      }
    }
    for (LocalCheck check : image.checks.values()) {
      HealthCheck there = remote.checks().get(check.id().key());
      marked = marked.with(check.synced(there != null && agree(check, marked.wire(check), there)));
    }
    for (HealthCheck check : remote.checks().values()) {
      if (!image.checks.containsKey(check.id().key()) && !check.id().key().equals(SERF_HEALTH)) {
        marked = marked.stranger(check.id());
      }
    }
    return marked;
  }

  private static LocalService mark(LocalService service, @Nullable ServiceEntry there) {
    if (there == null) {
      return service.synced(false);
    }
    LocalService adapted = service.as(adapted(service.entry(), there));
    return adapted.synced(adapted.entry().sameAs(there));
  }

  /** With what the catalog has the last word on. */
  private static ServiceEntry adapted(ServiceEntry own, ServiceEntry there) {
    Map<String, ServiceAddress> tagged = new TreeMap<>();
    if (there.taggedAddresses() != null) {
      there
          .taggedAddresses()
          .forEach(
              (name, address) -> {
                if (name.startsWith(GIVEN_BY_SERVERS)) {
                  tagged.put(name, address);
                }
              });
    }
    if (!own.enableTagOverride() && tagged.isEmpty()) {
      return own;
    }
    if (own.taggedAddresses() != null) {
      own.taggedAddresses().forEach(tagged::putIfAbsent);
    }
    return new ServiceEntry(
        own.node(),
        own.id(),
        own.name(),
        own.kind(),
        own.enableTagOverride() ? there.tags() : own.tags(),
        own.address(),
        tagged.isEmpty() ? null : tagged,
        own.meta(),
        own.port(),
        own.socketPath(),
        own.weights(),
        own.enableTagOverride(),
        own.connectNative(),
        own.locality(),
        own.indexes());
  }

  private static boolean agree(LocalCheck check, HealthCheck own, HealthCheck there) {
    // An output that waits to be sent is no difference yet.
    return (check.deferral() == 0 ? own : withoutOutput(own))
        .sameAs(check.deferral() == 0 ? there : withoutOutput(there));
  }

  private static HealthCheck withoutOutput(HealthCheck check) {
    return new HealthCheck(
        check.node(),
        check.id(),
        check.name(),
        check.status(),
        check.notes(),
        "",
        check.serviceId(),
        check.serviceName(),
        check.serviceTags(),
        check.type(),
        check.interval(),
        check.timeout(),
        check.exposedPort(),
        check.definition(),
        check.indexes());
  }
}
