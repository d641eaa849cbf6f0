package org.lictor.check;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL taken apart for a request. More lenient than {@link URI}: what browsers and Go accept in a
 * path is escaped, not refused.
 *
 * @param scheme {@code http} or {@code https}
 * @param userInfo {@code user:password} as written, or empty
 * @param authority host and port as written: the {@code Host} header
 * @param path path and query, escaped, starting with a slash
 */
record HttpTarget(String scheme, String userInfo, String authority, HostPort address, String path) {
  private static final Pattern URL =
      Pattern.compile(
          "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?://(?<authority>[^/?#]*))?(?<path>[^#]*)(?:#.*)?");
  private static final Pattern PORT = Pattern.compile("(?<host>\\[[^\\]]*\\]|[^:]*)(?<port>:.*)?");

  /**
   * Reads an absolute URL.
   *
   * @throws IOException with the text of a request that could not be made, less its {@code Get
   *     "url": }; {@link UnparsableException} with a text that is complete
   */
  static HttpTarget parse(String url) throws IOException {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      if (!url.startsWith("/") && url.replaceFirst("/.*", "").contains(":")) {
        throw new UnparsableException(url, "first path segment in URL cannot contain colon");
      }
      throw new IOException("unsupported protocol scheme \"\"");
    }
    String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
    String authority = parts.group("authority") == null ? "" : parts.group("authority");
    String userInfo =
        authority.contains("@") ? authority.substring(0, authority.lastIndexOf('@')) : "";
    String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
    HostPort address = address(url, scheme, hostAndPort);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IOException("unsupported protocol scheme \"" + scheme + "\"");
    }
    if (address.host().isEmpty()) {
      throw new IOException("http: no Host in request URL");
    }
    String path = escaped(parts.group("path"));
    return new HttpTarget(
        scheme, userInfo, hostAndPort, address, path.startsWith("/") ? path : "/" + path);
  }

  /** Where a {@code Location} header leads from here, as an absolute URL. */
  String resolve(String location) {
    if (URL.matcher(location).matches() && location.indexOf(':') < (location + "/").indexOf('/')) {
      return location;
    }
    if (location.startsWith("//")) {
      return scheme + ":" + location;
    }
    return scheme + "://" + authority + URI.create(path).resolve(URI.create(escaped(location)));
  }

  boolean overTls() {
    return scheme.equals("https");
  }

  /** The URL as a {@code Referer} may show it: without user and password. */
  @Override
  public String toString() {
    return scheme + "://" + authority + path;
  }

  private static HostPort address(String url, String scheme, String hostAndPort)
      throws IOException {
    for (int at = 0; at < hostAndPort.length(); at++) {
      char c = hostAndPort.charAt(at);
      if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == '^' || c == '`'
          || c == 127) {
        throw new UnparsableException(url, "invalid character \"" + c + "\" in host name");
      }
    }
    Matcher parts = PORT.matcher(hostAndPort);
    if (!parts.matches()) {
      throw new UnparsableException(url, "missing ']' in host");
    }
    String port = parts.group("port") == null ? "" : parts.group("port");
    if (!port.matches("(:[0-9]*)?")) {
      throw new UnparsableException(url, "invalid port \"" + port + "\" after host");
    }
    String standard = scheme.equals("https") ? ":443" : ":80";
    String host =
        parts.group("host").isEmpty()
            ? ""
            : parts.group("host") + (port.length() > 1 ? port : standard);
    return host.isEmpty() ? new HostPort("", 0) : HostPort.parse(host);
  }

  private static String escaped(String path) {
    StringBuilder escaped = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      if (b <= ' ' || b == 127 || "\"<>\\^`{|}".indexOf(b) >= 0) {
        escaped.append(String.format("%%%02X", b & 0xff));
      } else {
        escaped.append((char) b);
      }
    }
    return escaped.toString();
  }

  /** A URL that cannot be read at all; the message needs nothing in front. */
  static final class UnparsableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnparsableException(String url, String why) {
      super("parse \"" + url + "\": " + why);
    }
  }
}
