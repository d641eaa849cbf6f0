package org.lictor.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection for many exchanges, one after the other; it is opened when it is needed and again
 * after the agent has closed it. Belongs to one thread.
 */
public final class KeptConnection implements AutoCloseable {
  private final URI agent;
  private final Duration timeout;
  private @Nullable Socket socket;

  /**
   * @param timeout how long to wait for each read
   */
  public KeptConnection(URI agent, Duration timeout) {
    this.agent = agent;
    this.timeout = timeout;
  }

  /**
   * Sends a request and reads its answer.
   *
   * @param body the body, or null to send neither body nor Content-Length
   * @throws UncheckedIOException if there is no answer; the connection is closed then
   */
  public RawResponse send(
      String method, String target, Map<String, String> headers, byte @Nullable [] body) {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("Host: ").append(agent.getHost()).append(':').append(agent.getPort());
    head.append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body != null) head.append("Content-Length: ").append(body.length).append("\r\n");
    try {
      var open = socket == null ? connect() : socket;
      var out = open.getOutputStream();
      out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
      if (body != null) out.write(body);
      var response = RawResponse.readFrom(open.getInputStream(), method.equals("HEAD"));
      if ("close".equalsIgnoreCase(response.header("Connection"))) close();
      return response;
    } catch (IOException e) {
      close();
      throw new UncheckedIOException("no HTTP answer from " + agent + ": " + e.getMessage(), e);
    }
  }

  private Socket connect() throws IOException {
    var open = new Socket();
    socket = open;
    open.setSoTimeout((int) timeout.toMillis());
    open.setTcpNoDelay(true);
    open.connect(new InetSocketAddress(agent.getHost(), agent.getPort()), 5_000);
    return open;
  }

  /** Closes it; the next request opens another. */
  @Override
  public void close() {
    var open = socket;
    socket = null;
    try {
      if (open != null) open.close();
    } catch (IOException alreadyGone) {
      return;
    }
  }
}
