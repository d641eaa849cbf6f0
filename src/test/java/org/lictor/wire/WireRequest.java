package org.lictor.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request of a sample.
 *
 * @param target path and query exactly as they are sent
 * @param body a {@link Payload}; missing for none
 * @param status what a step of preparation must be answered with, so that a broken preparation is
 *     seen as such
 * @param keep names to bind from the answer: a JSON pointer into the body or {@code header X-…}
 */
record WireRequest(
    String method,
    String target,
    Map<String, String> headers,
    JsonNode body,
    int status,
    Map<String, String> keep) {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  static WireRequest of(JsonNode json) {
    var line = json.path("send").asText().split(" ", 2);
    if (line.length != 2)
      throw new IllegalArgumentException("\"send\" wants a method and a target: " + json);
    return new WireRequest(
        line[0],
        line[1],
        texts(json.path("headers")),
        json.has("body") ? json.get("body") : MissingNode.getInstance(),
        json.path("status").asInt(200),
        texts(json.path("keep")));
  }

  static Map<String, String> texts(JsonNode object) {
    var texts = new TreeMap<String, String>();
    object.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return Collections.unmodifiableMap(texts);
  }

  boolean isWrite() {
    return method.equals("PUT") || method.equals("POST") || method.equals("DELETE");
  }

  /** Sends it, with what is bound put in place of references. */
  RawResponse sendTo(URI agent, Bindings bindings) {
    return RawHttp.send(
        agent, method, bindings.expand(target), headers, bytes(bindings), ANSWER_WITHIN);
  }

  private byte @Nullable [] bytes(Bindings bindings) {
    if (body.isMissingNode()) return isWrite() ? new byte[0] : null;
    return Payload.of(body, bindings);
  }
}
