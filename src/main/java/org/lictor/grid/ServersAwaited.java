package org.lictor.grid;

import com.hazelcast.cluster.memberselector.MemberSelectors;
import com.hazelcast.config.ConfigAccessor;
import com.hazelcast.instance.impl.Node;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * A client's start goes on when a server is in its grid. Several clients, or one whose server died
 * just now, may have made a grid without any; in one Payara cannot start. Hazelcast merges it into
 * the servers' as soon as it reaches one.
 */
public final class ServersAwaited {
  private static final Logger LOG = System.getLogger("org.lictor.agent");
  private static final long PAUSE_MILLIS = 50;
  private static final long MILLIS_BETWEEN_WARNINGS = 10_000;

  private ServersAwaited() {}

  /**
   * Returns when a member that is no client is in the grid that {@code node} has just joined, or
   * the node stops; at once on a server.
   *
   * @param noticed called before each warning that it waits
   */
  public static void in(Node node, Runnable noticed) {
    long waited = 0;
    while (node.isRunning() && isAlone(node)) {
      if (waited % MILLIS_BETWEEN_WARNINGS == 0) {
        noticed.run();
        LOG.log(
            Level.WARNING,
            "no server can be reached yet, trying again: addresses={0}",
            ConfigAccessor.getActiveMemberNetworkConfig(node.getConfig())
                .getJoin()
                .getTcpIpConfig()
                .getMembers());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      waited += PAUSE_MILLIS;
    }
  }

  private static boolean isAlone(Node node) {
    return node.isLiteMember()
        && node.getClusterService().getMembers(MemberSelectors.DATA_MEMBER_SELECTOR).isEmpty();
  }
}
