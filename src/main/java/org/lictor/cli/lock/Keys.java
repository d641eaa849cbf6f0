package org.lictor.cli.lock;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.net.AgentClient;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Query;
import org.lictor.cli.net.Reply;

/** The agent's keys as locks use them. Any thread. */
final class Keys {
  private final AgentClient agent;

  Keys(AgentClient agent) {
    this.agent = agent;
  }

  /** A key as it is. */
  record Pair(String key, BigInteger flags, byte[] value, String session, String modifyIndex) {
    boolean held() {
      return !session.isEmpty();
    }
  }

  /** What was read, and the index to wait on for a change. */
  record Read(List<Pair> pairs, String index) {
    /** The only one, or none. */
    @Nullable Pair first() {
      return pairs.isEmpty() ? null : pairs.get(0);
    }
  }

  /** How to read: at once, or when the index has passed {@code after}. */
  record Wait(String after, Duration longest, boolean consistent) {
    static final Wait NONE = new Wait("", Duration.ZERO, false);

    private Query query() {
      Query query = new Query();
      if (!after.isEmpty()) {
        query.with("index", after).with("wait", longest.toMillis() + "ms");
      }
      return consistent ? query.with("consistent", "") : query;
    }
  }

  Read get(String key, Wait wait) throws AgentException {
    return read(agent.get(path(key), wait.query()));
  }

  Read under(String prefix, Wait wait) throws AgentException {
    return read(agent.get(path(prefix), wait.query().with("recurse", "")));
  }

  private static Read read(Reply reply) throws AgentException {
    String index = reply.headers().getOrDefault("x-consul-index", "");
    List<Pair> pairs = new ArrayList<>();
    if (reply.status() != 404) {
      for (Map<String, Object> json : reply.ok().objects()) {
        pairs.add(
            new Pair(
                Json.text(json, "Key"),
                new BigInteger(Json.text(json, "Flags")),
                Base64.getDecoder().decode(Json.text(json, "Value")),
                Json.text(json, "Session"),
                Json.text(json, "ModifyIndex")));
      }
    }
    return new Read(pairs, index);
  }

  boolean acquire(String key, BigInteger flags, byte[] value, String session)
      throws AgentException {
    return put(key, new Query().with("acquire", session).with("flags", flags.toString()), value);
  }

  boolean release(String key, BigInteger flags, byte[] value, String session)
      throws AgentException {
    return put(key, new Query().with("release", session).with("flags", flags.toString()), value);
  }

  /** Writes the key if it still has that index; "0" when it must not be there. */
  boolean writeAt(String key, BigInteger flags, byte[] value, String index) throws AgentException {
    return put(key, new Query().with("cas", index).with("flags", flags.toString()), value);
  }

  boolean deleteAt(String key, String index) throws AgentException {
    return agent.delete(path(key), new Query().with("cas", index)).ok().isTrue();
  }

  void delete(String key) throws AgentException {
    agent.delete(path(key), new Query()).ok();
  }

  private boolean put(String key, Query query, byte[] value) throws AgentException {
    return agent.put(path(key), query, value).ok().isTrue();
  }

  private static String path(String key) {
    return "/v1/kv/".concat(key);
  }
}
