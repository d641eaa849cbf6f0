package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.lictor.model.Member;

/**
 * {@code /v1/agent/self}.
 *
 * @param version the version of the interface that is spoken, for clients that look at it
 * @param revision says which software speaks it
 * @param settings the agent's settings by name, secrets already hidden
 * @param stats sections of figures, by name
 */
public record SelfJson(
    String datacenter,
    String primaryDatacenter,
    String nodeName,
    String nodeId,
    boolean server,
    String version,
    String revision,
    String buildDate,
    Map<String, String> settings,
    Member member,
    Map<String, Map<String, String>> stats,
    Map<String, String> meta) {
  private static final int DIMENSIONS = 8;

  /** The bytes of it. */
  public byte[] bytes() {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          config(out);
          Json.map(out, "DebugConfig", new TreeMap<>(settings));
          coordinate(out);
          out.writeFieldName("Member");
          AgentJson.member(out, member);
          out.writeObjectFieldStart("Stats");
          for (Map.Entry<String, Map<String, String>> section : new TreeMap<>(stats).entrySet()) {
            Json.map(out, section.getKey(), new TreeMap<>(section.getValue()));
          }
          out.writeEndObject();
          Json.map(out, "Meta", new TreeMap<>(meta));
          out.writeEndObject();
        });
  }

  private void config(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("Config");
    out.writeStringField("Datacenter", datacenter);
    out.writeStringField("PrimaryDatacenter", primaryDatacenter);
    out.writeStringField("NodeName", nodeName);
    out.writeStringField("NodeID", nodeId);
    out.writeStringField("Revision", revision);
    out.writeBooleanField("Server", server);
    out.writeStringField("Version", version);
    out.writeStringField("BuildDate", buildDate);
    out.writeEndObject();
  }

  /** A node that has measured nothing yet stands at the origin. */
  private static void coordinate(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("Coord");
    out.writeArrayFieldStart("Vec");
    for (int i = 0; i < DIMENSIONS; i++) {
      out.writeNumber(0);
    }
    out.writeEndArray();
    out.writeNumberField("Error", 1.5);
    out.writeNumberField("Adjustment", 0);
    out.writeFieldName("Height");
    out.writeNumber("0.00001");
    out.writeEndObject();
  }
}
