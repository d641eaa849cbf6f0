package org.lictor.it.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import org.lictor.it.linear.Outcome;

/** Transactions on keys of {@link Agents}. Any thread may use it. */
public final class TxnClient {
  private static final int CONFLICT = 409;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Agents agents;

  /**
   * One operation.
   *
   * @param index for the verbs that compare it
   */
  record Op(String verb, String key, String value, long index) {
    static Op read(String key) {
      return new Op("get-or-empty", key, "", 0);
    }

    static Op set(String key, String value) {
      return new Op("set", key, value, 0);
    }

    static Op cas(String key, String value, long index) {
      return new Op("cas", key, value, index);
    }
  }

  /**
   * What became of a transaction.
   *
   * @param done whether it was carried out, if it was answered
   * @param entries one for each operation, if it was carried out; that of a missing key has index 0
   */
  record Result(Outcome outcome, boolean done, List<KvClient.Entry> entries) {}

  public TxnClient(List<URI> agents, Duration timeout) {
    this.agents = new Agents(agents, timeout);
  }

  /** Carries out operations, all or none; those that only read are asked of a proven leader. */
  Result run(List<Op> ops, RandomGenerator random) {
    Agents.Reply reply = agents.put("txn?consistent", body(ops), random);
    if (reply.status() == CONFLICT) {
      return new Result(Outcome.OK, false, List.of());
    }
    boolean done = reply.outcome() == Outcome.OK;
    return new Result(reply.outcome(), done, done ? entries(reply.body(), ops.size()) : List.of());
  }

  private static String body(List<Op> ops) {
    ArrayNode all = JSON.createArrayNode();
    for (Op op : ops) {
      ObjectNode kv = all.addObject().putObject("KV");
      kv.put("Verb", op.verb()).put("Key", op.key()).put("Index", op.index());
      kv.put(
          "Value", Base64.getEncoder().encodeToString(op.value().getBytes(StandardCharsets.UTF_8)));
    }
    return all.toString();
  }

  private static List<KvClient.Entry> entries(String body, int expected) {
    List<KvClient.Entry> entries = new ArrayList<>();
    try {
      for (JsonNode result : JSON.readTree(body).path("Results")) {
        entries.add(KvClient.entry(result.path("KV")));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not an answer to a transaction: " + body, e);
    }
    if (entries.size() != expected) {
      throw new IllegalStateException("not a result for each operation: " + body);
    }
    return entries;
  }
}
