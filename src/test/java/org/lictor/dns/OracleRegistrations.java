package org.lictor.dns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.http.wire.QueryBody;
import org.lictor.model.HealthCheck;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.ServiceEntry;
import org.lictor.model.ServiceId;
import org.lictor.model.Weights;

/**
 * Registers in memory what {@code registrations.json}, bodies of {@code /v1/catalog/register},
 * tells an agent.
 */
final class OracleRegistrations {
  private OracleRegistrations() {}

  static void load(Path file, TestRegistry registry) throws IOException {
    for (JsonNode one : new ObjectMapper().readTree(file.toFile())) {
      boolean skip = one.path("SkipNodeUpdate").asBoolean();
      registry.apply(new Command.Register(node(one), skip, service(one), checks(one)));
    }
  }

  /** The same for {@code queries.json}, bodies of {@code /v1/query}. */
  static void queries(Path file, TestRegistry registry) throws IOException {
    int id = 0;
    for (JsonNode one : new ObjectMapper().readTree(file.toFile())) {
      byte[] body = one.toString().getBytes(StandardCharsets.UTF_8);
      registry.apply(
          new Command.PreparedQuerySet(QueryBody.of(body, "query-" + id++).query(), false));
    }
  }

  private static Node node(JsonNode one) {
    return new Node(
        new NodeName(one.get("Node").asText()),
        one.path("ID").asText(""),
        one.get("Address").asText(),
        map(one.path("TaggedAddresses")),
        map(one.path("NodeMeta")),
        LogIndexes.NONE);
  }

  private static @Nullable Map<String, String> map(JsonNode object) {
    Map<String, String> map = new TreeMap<>();
    object.fieldNames().forEachRemaining(name -> map.put(name, object.get(name).asText()));
    return map.isEmpty() ? null : map;
  }

  private static ServiceEntry service(JsonNode one) {
    JsonNode service = one.get("Service");
    List<String> tags = new ArrayList<>();
    service.path("Tags").forEach(tag -> tags.add(tag.asText()));
    JsonNode weights = service.path("Weights");
    return new ServiceEntry(
        new NodeName(one.get("Node").asText()),
        new ServiceId(service.get("ID").asText()),
        service.get("Service").asText(),
        "",
        tags,
        service.path("Address").asText(""),
        null,
        null,
        service.get("Port").asInt(),
        "",
        new Weights(weights.path("Passing").asInt(1), weights.path("Warning").asInt(1)),
        false,
        false,
        null,
        LogIndexes.NONE);
  }

  private static List<HealthCheck> checks(JsonNode one) {
    JsonNode check = one.path("Check");
    return check.isMissingNode()
        ? List.of()
        : List.of(
            TestRegistry.check(
                check.get("Node").asText(),
                check.get("CheckID").asText(),
                check.path("ServiceID").asText(""),
                check.get("Status").asText()));
  }
}
