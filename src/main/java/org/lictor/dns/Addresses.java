package org.lictor.dns;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.model.Node;
import org.lictor.model.ServiceAddress;
import org.lictor.model.ServiceEntry;
import org.xbill.DNS.Type;

/** Which of a node's or an instance's addresses answers a question: they differ by record type. */
final class Addresses {
  private static final String V4 = "lan_ipv4";
  private static final String V6 = "lan_ipv6";

  private Addresses() {}

  static String of(Node node, int type) {
    Map<String, String> tagged = node.taggedAddresses();
    return tagged == null
        ? node.address()
        : chosen(type, node.address(), tagged.get(V4), tagged.get(V6));
  }

  /** Empty when the node's address counts. */
  static String of(ServiceEntry service, int type) {
    Map<String, ServiceAddress> tagged = service.taggedAddresses();
    return tagged == null
        ? service.address()
        : chosen(type, service.address(), text(tagged.get(V4)), text(tagged.get(V6)));
  }

  private static @Nullable String text(@Nullable ServiceAddress tagged) {
    return tagged == null ? null : tagged.address();
  }

  private static String chosen(int type, String plain, @Nullable String v4, @Nullable String v6) {
    if (type != Type.A && v6 != null && !v6.isEmpty()) {
      return v6;
    }
    return type != Type.AAAA && v4 != null && !v4.isEmpty() ? v4 : plain;
  }

  /** Whether an address of that many octets answers a question for {@code type}. */
  static boolean answers(int type, byte[] octets) {
    return switch (type) {
      case Type.A -> octets.length == 4;
      case Type.AAAA -> octets.length == 16;
      case Type.ANY, Type.TXT, Type.SRV -> true;
      default -> false;
    };
  }
}
