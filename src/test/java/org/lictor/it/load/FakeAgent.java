package org.lictor.it.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP side of stores that play an agent's part for the loads. */
final class FakeAgent implements AutoCloseable {
  /** What is asked: the path without {@code /v1/}, the query empty when there is none. */
  record Request(String method, String path, String query, String body) {}

  /** What is answered; a 404 has no body. */
  record Answer(int status, String body) {
    static final Answer NOTHING = new Answer(404, "");

    static Answer of(Object body) {
      return new Answer(200, body.toString());
    }
  }

  /** Answers one request at a time or many, as it likes. */
  @FunctionalInterface
  interface Store {
    Answer answer(Request request) throws IOException;
  }

  private final Store store;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final HttpServer server;

  FakeAgent(Store store) throws IOException {
    this.store = store;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    Answer answer =
        store.answer(
            new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath().substring("/v1/".length()),
                query == null ? "" : query,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("X-Consul-Index", "1");
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
