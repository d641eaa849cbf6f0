package org.lictor.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that must be refused.
 *
 * @param what the mistake in a few words
 * @param bytes the whole request as a {@link Payload}, or null if {@code request} tells it
 * @param request the request, or null
 * @param halfClose whether the sending side is closed after {@code bytes}
 * @param statuses the status Consul 1.21 gives, then those of the container where it answers itself
 *     before any of our code is asked; {@value #CLOSED} stands for a connection closed without an
 *     answer
 * @param starts leading words of the answer's body, if it is our own
 * @param recorded whether Consul 1.8.7 answers the same; otherwise 1.21 does, or we are stricter
 *     than either
 */
public record MalformedRequest(
    String what,
    @Nullable JsonNode bytes,
    @Nullable WireRequest request,
    boolean halfClose,
    Set<Integer> statuses,
    String starts,
    boolean recorded) {
  static final int CLOSED = 0;

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  static MalformedRequest of(JsonNode json) {
    var statuses = new LinkedHashSet<Integer>();
    statuses.add(json.path("status").intValue());
    json.path("container").path("status").forEach(status -> statuses.add(status.intValue()));
    return new MalformedRequest(
        json.path("what").asText(),
        json.get("bytes"),
        json.has("send") ? WireRequest.of(json) : null,
        json.path("halfClose").asBoolean(),
        statuses,
        json.path("starts").asText(),
        json.path("recorded").asBoolean(true));
  }

  /** Sends it and says what is wrong with the answer, or null. */
  @Nullable String send(URI agent) {
    try {
      var response =
          request != null
              ? request.sendTo(agent, new Bindings())
              : RawHttp.sendBytes(
                  agent, Payload.of(bytes, new Bindings()), halfClose, ANSWER_WITHIN);
      if (!statuses.contains(response.status())) {
        return "expected status "
            + statuses
            + " but found "
            + response.status()
            + ": "
            + response.text();
      }
      var ours = response.status() == statuses.iterator().next();
      return !ours || response.text().startsWith(starts)
          ? null
          : "expected the body to start with \""
              + starts
              + "\" but found \""
              + response.text()
              + '"';
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof SocketTimeoutException)
        return "not answered within " + ANSWER_WITHIN;
      return statuses.contains(CLOSED)
          ? null
          : "expected status " + statuses + " but " + e.getMessage();
    }
  }

  /** The mistake, as JUnit shows it. */
  @Override
  public String toString() {
    return what;
  }
}
