package org.lictor.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lictor.model.Coordinate;
import org.lictor.model.Member;

/**
 * {@code /v1/agent/self}.
 *
 * @param version the version of the interface that is spoken, for clients that look at it
 * @param revision says which software speaks it
 * @param settings the agent's settings by name, without secrets: texts, numbers, truths, lists and
 *     maps of texts
 * @param coordinate where it stands as far as it has measured
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
    Map<String, Object> settings,
    Coordinate coordinate,
    Member member,
    Map<String, Map<String, String>> stats,
    Map<String, String> meta) {
  /** The bytes of it. */
  public byte[] bytes() {
    return Json.bytes(
        out -> {
          out.writeStartObject();
          config(out);
          settings(out);
          CoordinateJson.coordinate(out, coordinate);
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

  private void settings(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("DebugConfig");
    for (Map.Entry<String, Object> setting : new TreeMap<>(settings).entrySet()) {
      out.writeFieldName(setting.getKey());
      value(out, setting.getValue());
    }
    out.writeEndObject();
  }

  private static void value(JsonGenerator out, Object value) throws IOException {
    if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object each : list) {
        value(out, each);
      }
      out.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> each : map.entrySet()) {
        out.writeFieldName(String.valueOf(each.getKey()));
        value(out, each.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Number number) {
      out.writeNumber(number.longValue());
    } else {
      out.writeString(value.toString());
    }
  }
}
