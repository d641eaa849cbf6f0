package org.lictor.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IP addresses as text. Never asks a resolver. */
final class IpAddresses {
  // Whatever these let through the JDK reads as a literal: anything else it would ask a name server
  // for.
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern V4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);
  private static final Pattern ZEROS = Pattern.compile("(?<![0-9a-f])0(:0)+(?![0-9a-f])");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*");

  private IpAddresses() {}

  /** Reads an address; brackets about a version 6 one are allowed. */
  static Optional<InetAddress> parse(String text) {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    if (!V4.matcher(bare).matches() && !V6.matcher(bare).matches()) return Optional.empty();
    try {
      return Optional.of(InetAddress.getByName(bare));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** The text of an address, version 6 in the short form of RFC 5952 section 4, as Go writes it. */
  static String show(InetAddress address) {
    String text = address.getHostAddress();
    if (!text.contains(":")) return text;
    Matcher zeros = ZEROS.matcher(text);
    String longest = "";
    while (zeros.find()) {
      if (zeros.group().length() > longest.length()) longest = zeros.group();
    }
    if (longest.isEmpty()) return text;
    int at = text.indexOf(longest);
    String head = text.substring(0, at);
    String tail = text.substring(at + longest.length());
    return (head.endsWith(":") ? head.substring(0, head.length() - 1) : head)
        + "::"
        + (tail.startsWith(":") ? tail.substring(1) : tail);
  }

  static boolean isAny(String text) {
    return parse(text).filter(InetAddress::isAnyLocalAddress).isPresent();
  }

  /**
   * RFC 1918, RFC 6598 (carrier), link-local and unique-local, as Consul's address detection has
   * it.
   */
  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean carrier = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    return address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isLoopbackAddress()
        || carrier
        || uniqueLocal;
  }
}
