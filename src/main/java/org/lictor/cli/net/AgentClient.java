package org.lictor.cli.net;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one agent. Not bound in time, as Consul's client is not: a blocking query or
 * the log stream may last; only connecting has a limit. Any thread.
 */
public final class AgentClient {
  private static final byte[] NOTHING = {};

  private final AgentAddress address;
  private final TlsFiles tls;
  private final List<String> headers = new ArrayList<>();

  /**
   * @param token ACL token, null for none
   * @param basicAuth {@code user:password} for a proxy in front of the agent, null for none
   * @throws AgentException if the token could not be sent as a header
   */
  public AgentClient(
      AgentAddress address, TlsFiles tls, @Nullable String token, @Nullable String basicAuth)
      throws AgentException {
    this.address = address;
    this.tls = tls;
    if (token != null) headers.add("X-Consul-Token: ".concat(HttpWire.headerSafe(token)));
    if (basicAuth != null) headers.add("Authorization: Basic ".concat(BasicAuth.encode(basicAuth)));
  }

  /** Reads a resource; the path is unescaped. */
  public Reply get(String path, Query query) throws AgentException {
    return exchange("GET", path, query, NOTHING);
  }

  /** Writes a resource. */
  public Reply put(String path, Query query, byte[] body) throws AgentException {
    return exchange("PUT", path, query, body);
  }

  /**
   * Writes a resource that is too big to hold.
   *
   * @param size of what {@code body} gives, in bytes
   */
  public Reply put(String path, Query query, InputStream body, long size) throws AgentException {
    String target = target(path, query);
    try {
      HttpWire wire = HttpWire.send(address, tls, "PUT", target, headers, body, size);
      return new Reply(wire.status(), wire.headers(), readAll(wire));
    } catch (IOException e) {
      throw unreachable("PUT", target, e);
    }
  }

  /** Has something done. */
  public Reply post(String path, Query query) throws AgentException {
    return post(path, query, NOTHING);
  }

  /** The same with a body. */
  public Reply post(String path, Query query, byte[] body) throws AgentException {
    return exchange("POST", path, query, body);
  }

  /** Removes a resource. */
  public Reply delete(String path, Query query) throws AgentException {
    return delete(path, query, NOTHING);
  }

  /** The same with a body. */
  public Reply delete(String path, Query query, byte[] body) throws AgentException {
    return exchange("DELETE", path, query, body);
  }

  /**
   * Reads a resource that has no end of its own, or that is too big to hold.
   *
   * @return its bytes as they come; closing it closes the connection
   * @throws AgentException also if the status is not 200
   */
  public InputStream stream(String path, Query query) throws AgentException {
    String target = target(path, query);
    try {
      HttpWire wire = HttpWire.send(address, tls, "GET", target, headers, NOTHING);
      if (wire.status() == 200) return wire.body();
      new Reply(wire.status(), wire.headers(), readAll(wire)).ok();
      throw new AgentException("Unexpected response code: " + wire.status());
    } catch (IOException e) {
      throw unreachable("GET", target, e);
    }
  }

  private Reply exchange(String method, String path, Query query, byte[] body)
      throws AgentException {
    String target = target(path, query);
    try {
      HttpWire wire = HttpWire.send(address, tls, method, target, headers, body);
      return new Reply(wire.status(), wire.headers(), readAll(wire));
    } catch (IOException e) {
      throw unreachable(method, target, e);
    }
  }

  private static byte[] readAll(HttpWire wire) throws IOException {
    try (InputStream body = wire.body()) {
      return body.readAllBytes();
    }
  }

  private static String target(String path, Query query) {
    String parameters = query.toString();
    return parameters.isEmpty()
        ? UrlText.path(path)
        : UrlText.path(path).concat("?").concat(parameters);
  }

  private AgentException unreachable(String method, String target, IOException cause) {
    String verb = method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
    return new AgentException(
        verb + " \"" + address.url(target) + "\": " + NetworkText.of(cause, address));
  }
}
