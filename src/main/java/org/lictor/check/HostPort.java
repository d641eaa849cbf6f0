package org.lictor.check;

import java.io.IOException;

/**
 * Where to connect to. The host is a name or an IP address without brackets; empty for this
 * machine.
 */
record HostPort(String host, int port) {
  /**
   * Reads {@code host:port}, {@code [::1]:port} or {@code :port}.
   *
   * @throws IOException with the text of a failed dial
   */
  static HostPort parse(String text) throws IOException {
    return parse(text, "tcp");
  }

  /** The same for a dial over {@code network}: {@code tcp} or {@code udp}. */
  static HostPort parse(String text, String network) throws IOException {
    int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
    int colon = text.lastIndexOf(':');
    if (colon < 0 || colon < bracket) {
      throw new IOException("dial " + network + ": address " + text + ": missing port in address");
    }
    if (bracket < 0 ? text.indexOf(':') != colon : bracket + 1 != colon) {
      throw new IOException(
          "dial " + network + ": address " + text + ": too many colons in address");
    }
    String host = bracket < 0 ? text.substring(0, colon) : text.substring(1, bracket);
    return new HostPort(host, port(text.substring(colon + 1), network));
  }

  private static int port(String digits, String network) throws IOException {
    if (!digits.matches("[0-9]{1,9}")) {
      throw new IOException(
          "dial " + network + ": lookup " + network + "/" + digits + ": unknown port");
    }
    int port = Integer.parseInt(digits);
    if (port > 65_535) {
      throw new IOException("dial " + network + ": address " + digits + ": invalid port");
    }
    return port;
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]:" : host + ":") + port;
  }
}
