package org.lictor.it.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.lictor.it.linear.Outcome;

/**
 * Agents over HTTP, each request to one of them at random, with short timeouts, and with a careful
 * idea of what it means when no answer comes. Repeats nothing. Any thread may use it.
 */
final class Agents {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final List<String> REFUSALS =
      List.of("No cluster leader", "No known Consul servers");

  private final List<URI> agents;
  private final Duration timeout;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  /** What became of a request that may change something; status and body, if an answer came. */
  record Reply(Outcome outcome, int status, String body) {}

  Agents(List<URI> agents, Duration timeout) {
    this.agents = List.copyOf(agents);
    this.timeout = timeout;
  }

  List<URI> all() {
    return agents;
  }

  URI any(RandomGenerator random) {
    return agents.get(random.nextInt(agents.size()));
  }

  /**
   * Sends what may change something.
   *
   * @param path behind {@code /v1/}
   */
  Reply put(String path, String body, RandomGenerator random) {
    try {
      HttpResponse<String> answer =
          send(request(any(random), path).PUT(HttpRequest.BodyPublishers.ofString(body)).build());
      return reply(answer.statusCode(), answer.body().strip());
    } catch (ConnectException | HttpConnectTimeoutException notSent) {
      return new Reply(Outcome.FAILED, 0, "");
    } catch (IOException noAnswer) {
      return new Reply(Outcome.UNKNOWN, 0, "");
    }
  }

  /** Only what says that nobody took the request counts as a failure. */
  static Reply reply(int status, String body) {
    boolean refused = status == 500 && REFUSALS.stream().anyMatch(body::contains);
    Outcome outcome = refused ? Outcome.FAILED : status == 200 ? Outcome.OK : Outcome.UNKNOWN;
    return new Reply(outcome, status, body);
  }

  HttpResponse<String> get(URI agent, String path) throws IOException {
    return send(request(agent, path).GET().build());
  }

  private HttpRequest.Builder request(URI agent, String path) {
    return HttpRequest.newBuilder(agent.resolve("/v1/" + path)).timeout(timeout);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
