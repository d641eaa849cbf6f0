package org.lictor.it.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
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
  private final FakeAgent agent;
  private Runnable again;
  private long index;
  private long calls;

  FakeKv(Defect defect) throws IOException {
    this.defect = defect;
    agent = new FakeAgent(this::answer);
  }

  URI url() {
    return agent.url();
  }

  private FakeAgent.Answer answer(FakeAgent.Request request) {
    String key = request.path().substring("kv/".length());
    String reply =
        request.method().equals("PUT")
            ? put(key, request.query(), request.body())
            : get(key, request.query().contains("recurse"));
    return reply.isEmpty() ? FakeAgent.Answer.NOTHING : FakeAgent.Answer.of(reply);
  }

  private synchronized String put(String key, String query, String value) {
    Held held = store.get(key);
    long modified = held == null ? 0 : held.modified();
    if (!query.isEmpty()
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
    agent.close();
  }
}
