package org.lictor.http.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lictor.model.ConfigEntry;

/** {@code /v1/exported-services}: for each service who consumes it. */
public final class ExportedServicesJson {
  private ExportedServicesJson() {}

  /** What {@code entry} says, by service. */
  public static byte[] of(Optional<ConfigEntry> entry) {
    Map<String, Set<String>> peers = new TreeMap<>();
    entry.ifPresent(found -> read(found, peers));
    return Json.bytes(
        out -> {
          out.writeStartArray();
          for (Map.Entry<String, Set<String>> service : peers.entrySet()) {
            out.writeStartObject();
            out.writeStringField("Service", service.getKey());
            out.writeObjectFieldStart("Consumers");
            Json.list(out, "Peers", service.getValue());
            out.writeEndObject();
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private static void read(ConfigEntry entry, Map<String, Set<String>> peers) {
    JsonNode tree = Fields.tree(entry.content().getBytes(StandardCharsets.UTF_8));
    for (JsonNode service : tree.path("Services")) {
      for (JsonNode consumer : service.path("Consumers")) {
        String peer = consumer.path("Peer").asText();
        if (!peer.isEmpty()) {
          peers.computeIfAbsent(service.path("Name").asText(), name -> new TreeSet<>()).add(peer);
        }
      }
    }
  }
}
