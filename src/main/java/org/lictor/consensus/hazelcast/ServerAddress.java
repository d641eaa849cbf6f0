package org.lictor.consensus.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.cp.CPMember;
import org.jspecify.annotations.Nullable;

/**
 * The address of a server as Consul's users know it: host and server port. The port travels with
 * the grid's members; of one that is not there the grid's own port is told.
 */
final class ServerAddress {
  /** The attribute of a grid member that holds its server port. */
  static final String PORT = "lictor.port.server";

  private ServerAddress() {}

  static String of(CPMember member, @Nullable Member inGrid) {
    String port = inGrid == null ? null : inGrid.getAttribute(PORT);
    return member.getAddress().getHost()
        + ":"
        + (port == null || port.isBlank() ? member.getAddress().getPort() : port);
  }
}
