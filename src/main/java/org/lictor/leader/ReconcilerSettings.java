package org.lictor.leader;

import java.time.Duration;
import java.util.Map;
import org.lictor.model.NodeName;

/**
 * How membership becomes catalog.
 *
 * @param self this server, which never deregisters itself
 * @param datacenter whose members count
 * @param serverMeta what each server's service {@code consul} says, but for the version, which the
 *     server's own tag says
 * @param reconnectTimeout after so long a member that failed or left is forgotten
 * @param returnGrace for so long after the start of this process a member that it has not seen yet
 *     is waited for: after a restart of everything members come back one by one
 */
public record ReconcilerSettings(
    NodeName self,
    String datacenter,
    Map<String, String> serverMeta,
    Duration reconnectTimeout,
    Duration returnGrace) {
  public static final Duration RECONNECT_TIMEOUT = Duration.ofHours(72);
  public static final Duration RETURN_GRACE = Duration.ofSeconds(10);

  public ReconcilerSettings {
    serverMeta = Map.copyOf(serverMeta);
  }
}
