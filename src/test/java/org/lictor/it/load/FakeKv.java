package org.lictor.it.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A key-value store over HTTP with the part of the interface that the loads use, and defects. */
final class FakeKv implements AutoCloseable {
  /** What it may do wrong. */
  enum Defect {
    NONE,
    /** Some reads see what was there before the last write. */
    STALE_READS,
    /** Some writes are answered and forgotten. */
    LOST_WRITES,
    /** Some writes are applied a second time, when the next one comes. */
    DOUBLE_WRITES,
    /** Conditions are not looked at. */
    CAS_WITHOUT_CONDITION
  }

  private record Held(String value, long created, long modified) {}

  private static final int EVERY = 20;

  private final Map<String, Held> store = new TreeMap<>();
  private final Map<String, Held> before = new TreeMap<>();
  private final Defect defect;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final HttpServer server;
  private Runnable again;
  private long index;
  private long calls;

  static {
    // Else the server's answers wait for the client's delayed acknowledgements, 40 ms each.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  FakeKv(Defect defect) throws IOException {
    this.defect = defect;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/kv/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestURI().getPath().substring("/v1/kv/".length());
    String query = exchange.getRequestURI().getQuery();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String reply =
        exchange.getRequestMethod().equals("PUT")
            ? put(key, query, body)
            : get(key, query != null && query.contains("recurse"));
    byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("X-Consul-Index", "1");
    exchange.sendResponseHeaders(
        bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized String put(String key, String query, String value) {
    Held held = store.get(key);
    long modified = held == null ? 0 : held.modified();
    if (query != null
        && Long.parseLong(query.substring("cas=".length())) != modified
        && defect != Defect.CAS_WITHOUT_CONDITION) {
      return "false";
    }
    if (again != null) {
      again.run();
      again = null;
    }
    if (!due(Defect.LOST_WRITES)) {
      set(key, value);
    }
    if (due(Defect.DOUBLE_WRITES)) {
      again = () -> set(key, value);
    }
    return "true";
  }

  private void set(String key, String value) {
    Held held = store.get(key);
    index++;
    if (held != null) {
      before.put(key, held);
    }
    store.put(key, new Held(value, held == null ? index : held.created(), index));
  }

  private synchronized String get(String key, boolean recurse) {
    if (recurse) {
      return store.entrySet().stream()
          .filter(entry -> entry.getKey().startsWith(key))
          .map(entry -> json(entry.getKey(), entry.getValue()))
          .collect(Collectors.joining(",", "[", "]"));
    }
    Held held = due(Defect.STALE_READS) ? before.get(key) : store.get(key);
    return held == null ? "" : "[" + json(key, held) + "]";
  }

  private boolean due(Defect which) {
    return defect == which && ++calls % EVERY == 0;
  }

  private static String json(String key, Held held) {
    return "{\"Key\":\"%s\",\"Value\":\"%s\",\"CreateIndex\":%d,\"ModifyIndex\":%d}"
        .formatted(
            key,
            Base64.getEncoder().encodeToString(held.value().getBytes(StandardCharsets.UTF_8)),
            held.created(),
            held.modified());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
