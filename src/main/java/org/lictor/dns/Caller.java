package org.lictor.dns;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who asks a question, as far as answers depend on it: {@code _ip} in prepared queries. Immutable.
 *
 * @param client where the message came from; null when that is not known
 * @param subnet what the client says of those it asks for (RFC 7871); null when it says nothing
 */
record Caller(@Nullable InetAddress client, @Nullable InetAddress subnet) {
  /** Nobody in particular. */
  static final Caller UNKNOWN = new Caller(null, null);

  /** The address that counts as text; empty when there is none. */
  String address() {
    InetAddress counts = subnet == null ? client : subnet;
    return counts == null ? "" : counts.getHostAddress();
  }
}
