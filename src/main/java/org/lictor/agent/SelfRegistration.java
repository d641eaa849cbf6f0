package org.lictor.agent;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.lictor.model.CheckDefinition;
import org.lictor.model.CheckId;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.Weights;
import org.lictor.query.Registry;
import org.lictor.registrar.Registrar;
import org.lictor.registrar.Registration;

/**
 * Puts this node into the catalog as a member that is alive, with its {@code serfHealth} and, on a
 * server, the service {@code consul}: what a leader does for all members, for a server that is
 * alone (semantics.md §2.1). Any thread.
 */
public final class SelfRegistration {
  static final CheckId SERF_HEALTH = new CheckId("serfHealth");
  static final ServiceId SERVER_SERVICE = new ServiceId("consul");

  private final AgentIdentity identity;
  private final Registrar registrar;
  private final Registry registry;
  private final ServiceEntry server;

  /**
   * @param serverPort where other servers reach this one
   * @param serverMeta what the service {@code consul} says of this server
   */
  public SelfRegistration(
      AgentIdentity identity,
      Registrar registrar,
      Registry registry,
      int serverPort,
      Map<String, String> serverMeta) {
    this.identity = identity;
    this.registrar = registrar;
    this.registry = registry;
    this.server =
        new ServiceEntry(
            identity.name(),
            SERVER_SERVICE,
            SERVER_SERVICE.value(),
            "",
            List.of(),
            "",
            null,
            serverMeta,
            serverPort,
            "",
            Weights.DEFAULT,
            false,
            false,
            LogIndexes.NONE);
  }

  /**
   * Writes what the catalog has otherwise, in one change. Fails with what the registry fails with.
   *
   * @return whether there was something to write
   */
  public CompletableFuture<Boolean> register() {
    return RemoteView.of(identity.name(), registry)
        .thenCompose(
            remote -> {
              if (isThere(remote)) {
                return CompletableFuture.completedFuture(false);
              }
              return registrar.register(
                  new Registration(identity.toNode(), false, server, List.of(alive())));
            });
  }

  private boolean isThere(RemoteView remote) {
    HealthCheck health = remote.checks().get(SERF_HEALTH.key());
    ServiceEntry service = remote.services().get(SERVER_SERVICE.key());
    return remote.hasNode(identity.toNode())
        && hasAddress(remote)
        && health != null
        && health.sameAs(alive())
        && service != null
        && service.sameAs(server);
  }

  private boolean hasAddress(RemoteView remote) {
    return remote.node() != null && remote.node().address().equals(identity.address());
  }

  private HealthCheck alive() {
    return new HealthCheck(
        identity.name(),
        SERF_HEALTH,
        "Serf Health Status",
        HealthCheck.PASSING,
        "",
        "Agent alive and reachable",
        "",
        "",
        List.of(),
        "",
        "",
        "",
        0,
        CheckDefinition.NONE,
        LogIndexes.NONE);
  }
}
