package org.lictor.cli.net;

/**
 * Where the agent listens.
 *
 * @param tls whether to speak HTTPS
 * @param host name or address, without brackets; the path for a Unix socket
 * @param port 1 to 65535; 0 for a Unix socket
 * @param prefix what a reverse proxy wants in front of every path; empty, or begins with a slash
 *     and does not end with one
 * @param authority host and port as they were given
 * @param unix whether host is the path of a Unix socket
 */
public record AgentAddress(
    boolean tls, String host, int port, String prefix, String authority, boolean unix) {
  /** The default of Consul's tools. */
  public static final String DEFAULT = "127.0.0.1:8500";

  /**
   * Reads {@code host:port}, {@code http://…}, {@code https://…} or {@code unix:///path}.
   *
   * @param tlsWanted HTTPS for an address that names no scheme of its own
   * @throws AgentException for another scheme or a port that is no number
   */
  public static AgentAddress parse(String text, boolean tlsWanted) throws AgentException {
    int mark = text.indexOf("://");
    String scheme = mark < 0 ? "" : text.substring(0, mark);
    String rest = mark < 0 ? text : text.substring(mark + 3);
    return switch (scheme) {
      case "unix" -> new AgentAddress(false, rest, 0, "", UrlText.query(rest), true);
      case "https" -> parseHost(rest, true);
      case "", "http", "tcp" -> parseHost(rest, tlsWanted);
      default -> throw new AgentException("Unknown protocol scheme: ".concat(scheme));
    };
  }

  private static AgentAddress parseHost(String text, boolean tls) throws AgentException {
    int slash = text.indexOf('/');
    String authority = slash < 0 ? text : text.substring(0, slash);
    String prefix = slash < 0 ? "" : text.substring(slash);
    while (prefix.endsWith("/")) prefix = prefix.substring(0, prefix.length() - 1);
    int colon = authority.lastIndexOf(':');
    boolean withPort = colon >= 0 && colon > authority.lastIndexOf(']');
    String host = withPort ? authority.substring(0, colon) : authority;
    if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
    int port = withPort ? portOf(authority, colon) : tls ? 443 : 80;
    return new AgentAddress(
        tls, host.isEmpty() ? "127.0.0.1" : host, port, prefix, authority, false);
  }

  private static int portOf(String authority, int colon) throws AgentException {
    try {
      int port = Integer.parseInt(authority.substring(colon + 1));
      if (port > 0 && port < 65_536) return port;
    } catch (NumberFormatException e) {
      // told below, with the numbers out of range
    }
    throw new AgentException("invalid port in address \"" + authority + "\": must be 1 to 65535");
  }

  /** The address of a resource, for messages. */
  String url(String target) {
    return (tls ? "https://" : "http://").concat(authority).concat(prefix).concat(target);
  }
}
