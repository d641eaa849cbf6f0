package org.lictor.agent;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.lictor.model.ServiceEntry;
import org.lictor.query.Registry;
import org.lictor.registrar.MemberEntries;
import org.lictor.registrar.Registrar;
import org.lictor.registrar.Registration;

/**
 * Puts this node into the catalog as a member that is alive, with its {@code serfHealth} and, on a
 * server, the service {@code consul}: what a leader does for all members, for a server that is
 * alone (semantics.md §2.1). Any thread.
 */
public final class SelfRegistration {
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
    this.server = MemberEntries.server(identity.name(), serverPort, serverMeta);
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
              Registration missing = entries(remote).missingWhenAlive(identity.toNode(), server);
              return missing == null
                  ? CompletableFuture.completedFuture(false)
                  : registrar.register(missing);
            });
  }

  private static MemberEntries entries(RemoteView remote) {
    return new MemberEntries(
        remote.node(),
        remote.checks().get(MemberEntries.SERF_HEALTH.key()),
        remote.services().get(MemberEntries.SERVER_SERVICE.key()));
  }
}
