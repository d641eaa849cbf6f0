package org.lictor.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fact of the interface: after this preparation, this request is answered so.
 *
 * @param name the file's name without its ending, {@code <endpoint>-<case>}; everything the sample
 *     writes carries it
 * @param follows the API page the fact belongs to
 * @param what the fact in a sentence
 * @param adjusted where the answer was changed from what Consul 1.8.7 gave to what 1.21 gives; null
 *     if it was not
 * @param during requests made while {@code request} waits for its answer
 * @param indexes an ascending chain of named indexes that must hold, such as {@code a < b}
 * @param tookMillis least and greatest time the answer may take, or null if it does not matter
 * @param cleanup requests that remove what was written; made before and after, their answers
 *     ignored
 */
public record WireSample(
    String name,
    String follows,
    String what,
    @Nullable String adjusted,
    List<WireRequest> setup,
    WireRequest request,
    List<WireRequest> during,
    WireResponse response,
    List<String> indexes,
    @Nullable JsonNode tookMillis,
    List<WireRequest> cleanup) {

  static WireSample of(String name, JsonNode json) {
    return new WireSample(
        name,
        text(json, "follows"),
        text(json, "what"),
        json.has("adjusted") ? json.get("adjusted").textValue() : null,
        requests(json.path("setup")),
        WireRequest.of(json.path("request")),
        requests(json.path("during")),
        new WireResponse(json.path("response")),
        chain(json.path("indexes").asText()),
        json.get("tookMillis"),
        requests(json.path("cleanup")));
  }

  private static String text(JsonNode json, String field) {
    var text = json.path(field).asText();
    if (text.isBlank()) throw new IllegalArgumentException("\"" + field + "\" is missing");
    return text;
  }

  private static List<WireRequest> requests(JsonNode list) {
    var requests = new ArrayList<WireRequest>();
    list.forEach(request -> requests.add(WireRequest.of(request)));
    return List.copyOf(requests);
  }

  private static List<String> chain(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" < "));
  }

  /** All requests, in the order they are made; those of the cleanup once. */
  Stream<WireRequest> requests() {
    return Stream.of(setup, List.of(request), during, cleanup).flatMap(List::stream);
  }

  /** Method and target of all its requests, {@code GET /v1/kv/a?raw}. */
  public Stream<String> sent() {
    return requests().map(request -> request.method() + ' ' + request.target());
  }

  /** The name, as JUnit shows it. */
  @Override
  public String toString() {
    return name;
  }
}
