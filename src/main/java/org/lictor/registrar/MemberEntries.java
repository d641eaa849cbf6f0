package org.lictor.registrar;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.model.CheckDefinition;
import org.lictor.model.CheckId;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.Weights;

/**
 * What the catalog says of a member: its node, the node's {@code serfHealth} and, of a server, the
 * service {@code consul} (semantics.md §2.1). Whoever has a node without {@code serfHealth} put it
 * there by hand.
 *
 * @param node null when the catalog has none of that name
 * @param health its {@code serfHealth}
 * @param server its service {@code consul}
 */
public record MemberEntries(
    @Nullable Node node, @Nullable HealthCheck health, @Nullable ServiceEntry server) {
  public static final CheckId SERF_HEALTH = new CheckId("serfHealth");
  public static final ServiceId SERVER_SERVICE = new ServiceId("consul");

  /** Nothing. */
  public static final MemberEntries NONE = new MemberEntries(null, null, null);

  /**
   * What is to be written so that the catalog has the member alive: what differs and nothing else,
   * in one change; null when nothing does.
   *
   * @param wanted the member's node
   * @param serverWanted its service {@code consul}; null when the member is not a server
   */
  public @Nullable Registration missingWhenAlive(Node wanted, @Nullable ServiceEntry serverWanted) {
    boolean nodeThere = node != null && wanted.named(node.name()).sameAs(node);
    HealthCheck alive = alive(wanted.name());
    boolean healthThere = health != null && alive.sameAs(health);
    boolean serverThere = serverWanted == null || server != null && serverWanted.sameAs(server);
    if (nodeThere && healthThere && serverThere) {
      return null;
    }
    return new Registration(
        wanted,
        // One that was not there when this was decided may have been put there meanwhile by its own
        // agent, which knows more of it.
        nodeThere || node == null,
        serverThere ? null : serverWanted,
        healthThere ? List.of() : List.of(alive));
  }

  /**
   * What is to be written so that the catalog has the member failed: its {@code serfHealth} alone;
   * null when nothing is, as when it has no such node.
   */
  public @Nullable Registration missingWhenFailed() {
    if (node == null || health != null && health.critical()) {
      return null;
    }
    HealthCheck failed =
        serfHealth(node.name(), HealthCheck.CRITICAL, "Agent not live or unreachable");
    return new Registration(node, true, null, List.of(failed));
  }

  /** The service {@code consul} of a server. */
  public static ServiceEntry server(NodeName node, int port, Map<String, String> meta) {
    return new ServiceEntry(
        node,
        SERVER_SERVICE,
        SERVER_SERVICE.value(),
        "",
        List.of(),
        "",
        null,
        meta,
        port,
        "",
        Weights.DEFAULT,
        false,
        false,
        null,
        LogIndexes.NONE);
  }

  private static HealthCheck alive(NodeName node) {
    return serfHealth(node, HealthCheck.PASSING, "Agent alive and reachable");
  }

  private static HealthCheck serfHealth(NodeName node, String status, String output) {
    return new HealthCheck(
        node,
        SERF_HEALTH,
        "Serf Health Status",
        status,
        "",
        output,
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
