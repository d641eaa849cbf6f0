package org.lictor.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An agent with the part of sessions and keys that locks need, without delays and time limits. */
final class LockingAgent implements AutoCloseable {
  private record Entry(String value, String flags, String session, long index) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  // Guarded by this.
  private final Map<String, Entry> keys = new TreeMap<>();
  private final Map<String, String> sessions = new TreeMap<>();
  private long index = 1;

  LockingAgent() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The names of the sessions there are. */
  synchronized List<String> sessions() {
    return List.copyOf(sessions.values());
  }

  synchronized Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    keys.forEach((key, entry) -> values.put(key, entry.value()));
    return values;
  }

  synchronized void set(String key, String value, String flags) {
    keys.put(key, new Entry(value, flags, "", ++index));
    notifyAll();
  }

  /** Somebody else takes the lock of that key. */
  synchronized void hold(String key, String session) {
    sessions.put(session, session);
    keys.put(key, new Entry("", "3304740253564472344", session, ++index));
  }

  synchronized void endSessions() {
    for (String session : new TreeSet<>(sessions.keySet())) {
      end(session);
    }
  }

  private void end(String session) {
    sessions.remove(session);
    keys.replaceAll(
        (key, entry) ->
            entry.session().equals(session)
                ? new Entry(entry.value(), entry.flags(), "", index + 1)
                : entry);
    keys.remove("sem/" + session);
    index++;
    notifyAll();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
      String answer =
          answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), query, body);
      synchronized (this) {
        exchange.getResponseHeaders().add("X-Consul-Index", Long.toString(index));
      }
      byte[] bytes = (answer == null ? "" : answer).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(
          answer == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new TreeMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private synchronized @Nullable String answer(
      String method, String path, Map<String, String> query, String body) {
    if (path.equals("/v1/agent/self")) {
      return "{}";
    }
    if (path.equals("/v1/session/create")) {
      String id = "session-" + ++index;
      sessions.put(id, body);
      return "{\"ID\":\"" + id + "\"}";
    }
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (path.startsWith("/v1/session/renew/")) {
      return sessions.containsKey(last) ? "[]" : null;
    }
    if (path.startsWith("/v1/session/destroy/")) {
      end(last);
      return "true";
    }
    String key = path.substring("/v1/kv/".length());
    return switch (method) {
      case "GET" -> read(key, query);
      case "DELETE" -> Boolean.toString(delete(key, query));
      default -> Boolean.toString(write(key, query, body));
    };
  }

  private @Nullable String read(String key, Map<String, String> query) {
    long after = Long.parseLong(query.getOrDefault("index", "0"));
    long longest = Long.parseLong(query.getOrDefault("wait", "0ms").replace("ms", ""));
    long end = System.nanoTime() + longest * 1_000_000;
    while (index <= after && System.nanoTime() < end) {
      try {
        wait(20);
      } catch (InterruptedException e) {
        return null;
      }
    }
    StringBuilder json = new StringBuilder();
    keys.forEach(
        (name, entry) -> {
          if (query.containsKey("recurse") ? name.startsWith(key) : name.equals(key)) {
            json.append(json.isEmpty() ? "[" : ",").append(json(name, entry));
          }
        });
    return json.isEmpty() ? null : json.append("]").toString();
  }

  private static String json(String key, Entry entry) {
    String value =
        Base64.getEncoder().encodeToString(entry.value().getBytes(StandardCharsets.UTF_8));
    return "{\"Key\":\"%s\",\"Flags\":%s,\"Value\":\"%s\",\"Session\":\"%s\",\"ModifyIndex\":%d}"
        .formatted(key, entry.flags(), value, entry.session(), entry.index());
  }

  private boolean delete(String key, Map<String, String> query) {
    Entry entry = keys.get(key);
    String wanted = query.get("cas");
    if (entry == null || wanted != null && !wanted.equals(Long.toString(entry.index()))) {
      return entry == null;
    }
    keys.remove(key);
    index++;
    notifyAll();
    return true;
  }

  private boolean write(String key, Map<String, String> query, String body) {
    Entry known = keys.get(key);
    String holder = known == null ? "" : known.session();
    String session = holder;
    if (query.containsKey("acquire")) {
      session = query.get("acquire");
      if (!holder.isEmpty() && !holder.equals(session)) {
        return false;
      }
    } else if (query.containsKey("release")) {
      if (!holder.equals(query.get("release"))) {
        return false;
      }
      session = "";
    } else if (query.containsKey("cas")
        && !query.get("cas").equals(known == null ? "0" : Long.toString(known.index()))) {
      return false;
    }
    keys.put(key, new Entry(body, query.getOrDefault("flags", "0"), session, ++index));
    notifyAll();
    return true;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
