package org.lictor.it.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;
import org.lictor.it.linear.Outcome;

/** Keys of {@link Agents}, one by one. Any thread may use it. */
public final class KvClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a key held. */
  public record Entry(String key, String value, long createIndex, long modifyIndex) {}

  /** What became of a write; {@code yes} is the answer, if it was answered. */
  public record Written(Outcome outcome, boolean yes) {}

  private final Agents agents;
  private final AtomicLong strays = new AtomicLong();

  public KvClient(List<URI> agents, Duration timeout) {
    this.agents = new Agents(agents, timeout);
  }

  /** An answer to a read: the entry, or that there is none; nothing if no answer came. */
  public Optional<Optional<Entry>> read(String key, ReadMode mode, RandomGenerator random) {
    return entries(key, mode.query, random).map(list -> list.stream().findFirst());
  }

  /** The entry as it is now, by whichever agent answers; nothing if none does. */
  public Optional<Optional<Entry>> now(String key) {
    return anybody(key + "?consistent").map(list -> list.stream().findFirst());
  }

  /** All entries under a prefix, by whichever agent answers; nothing if none does. */
  public Optional<List<Entry>> under(String prefix) {
    return anybody(prefix + "?recurse&consistent");
  }

  private Optional<List<Entry>> anybody(String path) {
    return agents.all().stream()
        .map(agent -> entries(agent, path))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<List<Entry>> entries(String key, String query, RandomGenerator random) {
    return entries(agents.any(random), key + query);
  }

  private Optional<List<Entry>> entries(URI agent, String path) {
    try {
      HttpResponse<String> answer = agents.get(agent, "kv/" + path);
      if (answer.statusCode() == 200) {
        return Optional.of(entries(JSON.readTree(answer.body())));
      }
      if (answer.statusCode() != 404) {
        return Optional.empty();
      }
      if (answer.headers().firstValue("X-Consul-Index").isPresent()) {
        return Optional.of(List.of());
      }
      strays.incrementAndGet();
      return Optional.empty();
    } catch (IOException noAnswer) {
      return Optional.empty();
    }
  }

  private static List<Entry> entries(JsonNode answer) {
    return StreamSupport.stream(answer.spliterator(), false).map(KvClient::entry).toList();
  }

  static Entry entry(JsonNode entry) {
    byte[] value = Base64.getDecoder().decode(entry.path("Value").asText());
    return new Entry(
        entry.path("Key").asText(),
        new String(value, StandardCharsets.UTF_8),
        entry.path("CreateIndex").asLong(),
        entry.path("ModifyIndex").asLong());
  }

  /**
   * How many reads were answered with 404 by something that was not the store, as such an answer
   * has no index. It says nothing of the key, though many a client will take it for an absent one.
   */
  public long strays() {
    return strays.get();
  }

  /** Writes on no condition. */
  public Written write(String key, String value, RandomGenerator random) {
    return put(key, value, random);
  }

  /** Writes if the key was last written at {@code index}, or is not there, if that is 0. */
  public Written cas(String key, long index, String value, RandomGenerator random) {
    return put(key + "?cas=" + index, value, random);
  }

  private Written put(String path, String value, RandomGenerator random) {
    return written(agents.put("kv/" + path, value, random));
  }

  static Written written(Agents.Reply reply) {
    if (reply.outcome() != Outcome.OK) {
      return new Written(reply.outcome(), false);
    }
    if (!reply.body().equals("true") && !reply.body().equals("false")) {
      throw new IllegalStateException("an answer to a write must be true or false: " + reply);
    }
    return new Written(Outcome.OK, reply.body().equals("true"));
  }
}
