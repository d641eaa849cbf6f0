package org.lictor.it.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
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

/**
 * Keys of agents over HTTP, each request to one of them at random, with short timeouts, and with a
 * careful idea of what it means when no answer comes. Repeats nothing. Any thread may use it.
 */
public final class KvClient {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final List<String> REFUSALS =
      List.of("No cluster leader", "No known Consul servers");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a key held. */
  public record Entry(String key, String value, long createIndex, long modifyIndex) {}

  /** What became of a write; {@code yes} is the answer, if it was answered. */
  public record Written(Outcome outcome, boolean yes) {}

  private final List<URI> agents;
  private final Duration timeout;
  private final AtomicLong strays = new AtomicLong();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  public KvClient(List<URI> agents, Duration timeout) {
    this.agents = List.copyOf(agents);
    this.timeout = timeout;
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
    return agents.stream()
        .map(agent -> entries(request(agent, path)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<List<Entry>> entries(String key, String query, RandomGenerator random) {
    return entries(request(key + query, random));
  }

  private Optional<List<Entry>> entries(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = send(request.GET().build());
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

  private static Entry entry(JsonNode entry) {
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
    HttpRequest.Builder request = request(path, random);
    try {
      HttpResponse<String> answer =
          send(request.PUT(HttpRequest.BodyPublishers.ofString(value)).build());
      return written(answer.statusCode(), answer.body().strip());
    } catch (ConnectException | HttpConnectTimeoutException notSent) {
      return new Written(Outcome.FAILED, false);
    } catch (IOException noAnswer) {
      return new Written(Outcome.UNKNOWN, false);
    }
  }

  /** Only what says that nobody took the write counts as a failure. */
  static Written written(int status, String body) {
    if (status == 200) {
      if (!body.equals("true") && !body.equals("false")) {
        throw new IllegalStateException("an answer to a write must be true or false: " + body);
      }
      return new Written(Outcome.OK, body.equals("true"));
    }
    boolean refused = status == 500 && REFUSALS.stream().anyMatch(body::contains);
    return new Written(refused ? Outcome.FAILED : Outcome.UNKNOWN, false);
  }

  private HttpRequest.Builder request(String path, RandomGenerator random) {
    return request(agents.get(random.nextInt(agents.size())), path);
  }

  private HttpRequest.Builder request(URI agent, String path) {
    return HttpRequest.newBuilder(agent.resolve("/v1/kv/" + path)).timeout(timeout);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
