package org.lictor.it.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.lictor.it.linear.LockAction;
import org.lictor.it.linear.LockAction.Taken;
import org.lictor.it.linear.Outcome;

/**
 * Sessions and locks of {@link Agents}. The sessions are of a node of their own, have no checks and
 * no time limit, so that nobody else ends them, and put no delay on their locks. Any thread may use
 * it.
 */
public final class LockClient {
  private static final String NODE = "{\"Node\":\"lock-clients\",\"Address\":\"127.0.0.1\"}";
  private static final String SESSION =
      "{\"Node\":\"lock-clients\",\"Checks\":[],\"LockDelay\":\"0s\"}";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Agents agents;

  /** What became of an attempt to take a lock; {@code taken} is the answer, if it was answered. */
  record Acquired(Outcome outcome, Taken taken) {}

  public LockClient(List<URI> agents, Duration timeout) {
    this.agents = new Agents(agents, timeout);
  }

  /** The id of a new session, if one is known to have begun. */
  Optional<String> begin(RandomGenerator random) {
    Agents.Reply reply = agents.put("session/create", SESSION, random);
    if (reply.body().contains("Missing node registration")) {
      agents.put("catalog/register", NODE, random);
      reply = agents.put("session/create", SESSION, random);
    }
    try {
      return reply.outcome() == Outcome.OK
          ? Optional.of(JSON.readTree(reply.body()).path("ID").asText())
          : Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("not a session: " + reply, e);
    }
  }

  Outcome end(String session, RandomGenerator random) {
    return agents.put("session/destroy/" + session, "", random).outcome();
  }

  Acquired acquire(String lock, String session, RandomGenerator random) {
    Agents.Reply reply = agents.put("kv/" + lock + "?acquire=" + session, "taken", random);
    if (reply.status() == 500 && reply.body().contains("invalid session")) {
      return new Acquired(Outcome.OK, Taken.NO_SESSION);
    }
    return new Acquired(reply.outcome(), KvClient.written(reply).yes() ? Taken.YES : Taken.NO);
  }

  KvClient.Written release(String lock, String session, RandomGenerator random) {
    return KvClient.written(agents.put("kv/" + lock + "?release=" + session, "free", random));
  }

  /** Who holds the lock, by a leader that has proved itself; nothing if no answer came. */
  Optional<LockAction.Look> look(String lock, RandomGenerator random) {
    try {
      HttpResponse<String> answer = agents.get(agents.any(random), "kv/" + lock + "?consistent");
      if (answer.statusCode() == 200) {
        return Optional.of(look(JSON.readTree(answer.body()).path(0)));
      }
      // Not by something that was not the store: its answer has no index.
      return answer.statusCode() == 404 && answer.headers().firstValue("X-Consul-Index").isPresent()
          ? Optional.of(new LockAction.Look(null, 0))
          : Optional.empty();
    } catch (IOException noAnswer) {
      return Optional.empty();
    }
  }

  private static LockAction.Look look(JsonNode entry) {
    String session = entry.path("Session").asText("");
    return new LockAction.Look(
        session.isEmpty() ? null : session, entry.path("LockIndex").asLong());
  }
}
