package org.lictor.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * {@code 4.3.2.1.in-addr.arpa.} (RFC 1035 §3.5) and the like for IPv6, a digit a label (RFC 3596
 * §2.5).
 */
final class ReverseName {
  private static final Name IN_ADDR = Name.fromConstantString("in-addr.arpa.");
  private static final Name IP6 = Name.fromConstantString("ip6.arpa.");

  private ReverseName() {}

  /** The address as text; null when the name is not that of one whole address. */
  static @Nullable String address(Name name) {
    byte[] octets = null;
    if (name.subdomain(IN_ADDR)) {
      octets = v4(Zones.labels(name, IN_ADDR));
    } else if (name.subdomain(IP6)) {
      octets = v6(Zones.labels(name, IP6));
    }
    try {
      return octets == null ? null : InetAddress.getByAddress(octets).getHostAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte @Nullable [] v4(List<String> labels) {
    if (labels.size() != 4) {
      return null;
    }
    byte[] octets = new byte[4];
    for (int i = 0; i < 4; i++) {
      String label = labels.get(3 - i);
      if (!label.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(label) > 255) {
        return null;
      }
      octets[i] = (byte) Integer.parseInt(label);
    }
    return octets;
  }

  private static byte @Nullable [] v6(List<String> labels) {
    if (labels.size() != 32) {
      return null;
    }
    StringBuilder digits = new StringBuilder(32);
    for (String label : labels) {
      if (label.length() != 1) {
        return null;
      }
      digits.append(label);
    }
    return Hex.octets(digits.reverse().toString());
  }
}
