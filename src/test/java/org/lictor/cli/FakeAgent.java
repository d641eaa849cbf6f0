package org.lictor.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An agent that answers recorded bodies by method and path, 404 for all else, and remembers what it
 * was asked.
 */
final class FakeAgent implements AutoCloseable {
  /** A request as it came. */
  record Request(String line, Map<String, String> headers, String body) {}

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Deque<String> indexes = new ConcurrentLinkedDeque<>();

  FakeAgent() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  FakeAgent answering(String methodAndPath, String body) {
    return answering(methodAndPath, 200, body);
  }

  FakeAgent answering(String methodAndPath, int status, String body) {
    answers.put(methodAndPath, new Answer(status, body));
    return this;
  }

  /** The indexes of the answers to reads that are to come, in turn; the last one stays. */
  FakeAgent withIndexes(String... given) {
    indexes.addAll(List.of(given));
    return this;
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  List<Request> requests() {
    return requests;
  }

  /** The request lines in order. */
  List<String> lines() {
    return requests.stream().map(Request::line).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new LinkedHashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(
          new Request(exchange.getRequestMethod() + " " + exchange.getRequestURI(), headers, body));
      Answer answer =
          answers.getOrDefault(
              exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
              new Answer(404, ""));
      if (!indexes.isEmpty() && !exchange.getRequestURI().getPath().startsWith("/v1/agent/")) {
        exchange
            .getResponseHeaders()
            .set("X-Consul-Index", indexes.size() == 1 ? indexes.peek() : indexes.poll());
      }
      byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
