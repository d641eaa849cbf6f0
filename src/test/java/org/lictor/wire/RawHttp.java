package org.lictor.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 exchange on a connection of its own, with the bytes as they were given: no client
 * library would send the targets and headers that the samples need. Safe for use by many threads;
 * each call blocks until the answer is there.
 */
public final class RawHttp {
  /**
   * Bodies beyond this are written beside the reading: a server that refuses one answers before it
   * has read all.
   */
  private static final int WRITTEN_AT_ONCE = 32 * 1024;

  /**
   * Runs each task on a thread of its own: the common pool may have just one, and tasks here wait
   * for one another.
   */
  static final Executor THREAD_EACH = task -> new Thread(task, "wire").start();

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  private static final System.Logger LOG = System.getLogger(RawHttp.class.getName());

  private RawHttp() {}

  /**
   * Sends a request.
   *
   * @param target the request target, written as UTF-8 without any encoding
   * @param headers headers beside Host, Connection and Content-Length; one of those here replaces
   *     the usual one, and an empty value leaves it out
   * @param body the body, or null to send neither body nor Content-Length
   * @param timeout how long to wait for each read
   * @throws UncheckedIOException if there is no answer
   */
  public static RawResponse send(
      URI agent,
      String method,
      String target,
      Map<String, String> headers,
      byte @Nullable [] body,
      Duration timeout) {
    var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    all.put("Host", agent.getHost() + ":" + agent.getPort());
    all.put("Connection", "close");
    if (body != null) all.put("Content-Length", String.valueOf(body.length));
    all.putAll(headers);
    var head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    all.forEach(
        (name, value) -> {
          if (!value.isEmpty()) head.append(name).append(": ").append(value).append("\r\n");
        });
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    if (body != null) bytes.writeBytes(body);
    return exchange(agent, bytes.toByteArray(), method.equals("HEAD"), false, timeout);
  }

  /**
   * Sends these bytes as they are and reads one answer.
   *
   * @param halfClose whether to close the sending side after them, as a client does that breaks off
   * @throws UncheckedIOException if there is no answer
   */
  public static RawResponse sendBytes(
      URI agent, byte[] request, boolean halfClose, Duration timeout) {
    return exchange(agent, request, false, halfClose, timeout);
  }

  private static RawResponse exchange(
      URI agent, byte[] request, boolean withoutBody, boolean halfClose, Duration timeout) {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(agent.getHost(), agent.getPort()), (int) CONNECT_WITHIN.toMillis());
      socket.setSoTimeout((int) timeout.toMillis());
      write(socket.getOutputStream(), request);
      if (halfClose) socket.shutdownOutput();
      return RawResponse.readFrom(socket.getInputStream(), withoutBody);
    } catch (IOException e) {
      throw new UncheckedIOException("no HTTP answer from " + agent + ": " + e.getMessage(), e);
    }
  }

  private static void write(OutputStream out, byte[] request) throws IOException {
    if (request.length <= WRITTEN_AT_ONCE) {
      out.write(request);
      return;
    }
    CompletableFuture.runAsync(
        () -> {
          try {
            out.write(request);
          } catch (IOException e) {
            // The server has closed before it had read all; what it answered is for the reader to
            // tell.
            LOG.log(System.Logger.Level.DEBUG, "the rest of a request was not taken", e);
          }
        },
        THREAD_EACH);
  }
}
