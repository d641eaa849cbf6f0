package org.lictor.agent;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lictor.model.HealthCheck;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;
import org.lictor.query.CatalogQuery;
import org.lictor.query.CatalogQuery.NodeServices;
import org.lictor.query.HealthQuery;
import org.lictor.query.QueryOptions;
import org.lictor.query.Registry;

/**
 * What the catalog has under one node's name, by key.
 *
 * @param node null when it has no such node
 */
record RemoteView(
    @Nullable Node node, Map<String, ServiceEntry> services, Map<String, HealthCheck> checks) {
  private static final RemoteView NOTHING = new RemoteView(null, Map.of(), Map.of());

  /** Asks whichever server answers: what is behind is put right once more, which does no harm. */
  static CompletableFuture<RemoteView> of(NodeName name, Registry registry) {
    var services = registry.ask(new CatalogQuery.OfNode(name.value()), QueryOptions.STALE);
    var checks = registry.ask(new HealthQuery.OfNode(name.value()), QueryOptions.STALE);
    return services.thenCombine(
        checks, (found, health) -> view(name, found.value().orElse(null), health.value()));
  }

  private static RemoteView view(
      NodeName name, @Nullable NodeServices found, List<HealthCheck> checks) {
    // A query may also find a node by the start of its id: that is somebody else.
    if (found == null || !found.node().name().key().equals(name.key())) {
      return NOTHING;
    }
    return new RemoteView(
        found.node(),
        found.services().stream()
            .collect(Collectors.toMap(service -> service.id().key(), Function.identity())),
        checks.stream()
            .filter(check -> check.node().key().equals(name.key()))
            .collect(Collectors.toMap(check -> check.id().key(), Function.identity())));
  }

  /**
   * Whether the catalog has the node as it is. The address is the leader's to say, who knows it
   * from the membership.
   */
  boolean hasNode(Node own) {
    return node != null
        && node.id().equals(own.id())
        && Objects.equals(node.taggedAddresses(), own.taggedAddresses())
        && Objects.equals(node.meta(), own.meta());
  }
}
