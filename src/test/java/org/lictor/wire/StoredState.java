package org.lictor.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an agent lists of its catalog, keys and own definitions, so that two points in time can be
 * compared. Of checks only who they are: their state may change by itself.
 */
record StoredState(Map<String, String> lists) {
  private static final List<String> LISTS =
      List.of("/v1/catalog/nodes", "/v1/catalog/services", "/v1/kv/?keys", "/v1/agent/services");

  /** Asks the agent, which thereby also shows that it is alive. */
  static StoredState of(URI agent) {
    var lists = new TreeMap<String, String>();
    LISTS.forEach(path -> lists.put(path, get(agent, path)));
    try {
      var checks = new TreeSet<String>();
      WireSamples.JSON
          .readTree(get(agent, "/v1/agent/checks"))
          .fieldNames()
          .forEachRemaining(checks::add);
      WireSamples.JSON
          .readTree(get(agent, "/v1/health/state/any"))
          .forEach(
              check ->
                  checks.add(check.path("Node").asText() + " " + check.path("CheckID").asText()));
      lists.put("checks", checks.toString());
    } catch (JsonProcessingException e) {
      throw new AssertionError("the agent answers with broken JSON", e);
    }
    return new StoredState(lists);
  }

  private static String get(URI agent, String path) {
    var request = WireRequest.of(WireSamples.JSON.createObjectNode().put("send", "GET " + path));
    var response = request.sendTo(agent, new Bindings());
    if (response.status() != 200)
      throw new AssertionError("GET " + path + " gives " + response.status());
    return response.text();
  }
}
