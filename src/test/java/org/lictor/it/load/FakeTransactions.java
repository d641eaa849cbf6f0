package org.lictor.it.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** Transactions over HTTP, as far as the load uses them, and defects. */
final class FakeTransactions implements AutoCloseable {
  /** What it may do wrong. */
  enum Defect {
    NONE,
    /** One that fails leaves behind what it had done until then. */
    HALF_UNDONE,
    /** What the second half of some writes is seen later than the first. */
    TORN,
    /** Conditions are not looked at. */
    CAS_WITHOUT_CONDITION
  }

  private record Held(String value, long modified) {}

  private static final Held ABSENT = new Held(null, 0);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EVERY = 10;

  private final Defect defect;
  private final FakeAgent agent;
  private Map<String, Held> store = new TreeMap<>();
  private Runnable late = () -> {};
  private long index;
  private long calls;

  FakeTransactions(Defect defect) throws IOException {
    this.defect = defect;
    agent = new FakeAgent(this::answer);
  }

  URI url() {
    return agent.url();
  }

  private synchronized FakeAgent.Answer answer(FakeAgent.Request request) throws IOException {
    Map<String, Held> now = new TreeMap<>(store);
    ArrayNode results = JSON.createArrayNode();
    long at = ++index;
    String last = "";
    for (JsonNode op : JSON.readTree(request.body())) {
      JsonNode kv = op.path("KV");
      last = kv.path("Key").asText();
      Held held = now.getOrDefault(last, ABSENT);
      if (kv.path("Verb").asText().equals("cas")
          && kv.path("Index").asLong() != held.modified()
          && defect != Defect.CAS_WITHOUT_CONDITION) {
        store = defect == Defect.HALF_UNDONE ? now : store;
        return new FakeAgent.Answer(409, "{\"Errors\":[{}]}");
      }
      boolean reads = kv.path("Verb").asText().equals("get-or-empty");
      if (!reads) {
        held = new Held(kv.path("Value").asText(), at);
        now.put(last, held);
      }
      ObjectNode result = results.addObject().putObject("KV");
      result.put("Key", last).put("ModifyIndex", held.modified());
      result.put("Value", reads ? held.value() : null);
    }
    publish(now, last);
    return FakeAgent.Answer.of("{\"Results\":" + results + "}");
  }

  private void publish(Map<String, Held> now, String last) {
    late.run();
    late = () -> {};
    if (defect == Defect.TORN && ++calls % EVERY == 0 && now.get(last) != store.get(last)) {
      Held held = now.get(last);
      now.put(last, store.getOrDefault(last, ABSENT));
      late = () -> store.put(last, held);
    }
    store = now;
  }

  @Override
  public void close() {
    agent.close();
  }
}
