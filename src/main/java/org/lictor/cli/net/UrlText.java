package org.lictor.cli.net;

import java.nio.charset.StandardCharsets;

/**
 * Percent encoding as Go does it, so that error messages show the same address as Consul's tool
 * (RFC 3986 §2).
 */
final class UrlText {
  private static final String HEX = "0123456789ABCDEF";

  private UrlText() {}

  /** A path; slashes stay. */
  static String path(String text) {
    return escape(text, "-_.~$&+,/:;=@", false);
  }

  /** A name or value in a query; a space becomes a plus. */
  static String query(String text) {
    return escape(text, "-_.~", true);
  }

  private static String escape(String text, String kept, boolean plus) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || c < 0x80 && kept.indexOf(c) >= 0) {
        escaped.append(c);
      } else if (plus && c == ' ') {
        escaped.append('+');
      } else {
        escaped.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return escaped.toString();
  }
}
