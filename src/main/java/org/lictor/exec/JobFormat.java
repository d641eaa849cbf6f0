package org.lictor.exec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of the protocol; names in any letter case, as Go takes them. */
final class JobFormat {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JobFormat() {}

  /** The place that an event's payload names. */
  static JobPlace place(byte[] payload) throws IOException {
    JsonNode tree = MAPPER.readTree(payload);
    String prefix = text(tree, "Prefix");
    String session = text(tree, "Session");
    if (prefix.isEmpty() || session.isEmpty()) {
      throw new IOException("the event names no prefix and session");
    }
    return new JobPlace(prefix, session);
  }

  /** The job that a key holds. */
  static Job job(byte[] value) throws IOException {
    JsonNode tree = MAPPER.readTree(value);
    List<String> args = new ArrayList<>();
    JsonNode given = field(tree, "Args");
    if (given != null) {
      given.forEach(word -> args.add(word.asText()));
    }
    JsonNode script = field(tree, "Script");
    JsonNode wait = field(tree, "Wait");
    return new Job(
        text(tree, "Command"),
        args,
        script == null || script.isNull() ? new byte[0] : script.binaryValue(),
        Duration.ofNanos(wait == null ? 0 : wait.asLong()));
  }

  private static String text(JsonNode tree, String name) {
    JsonNode value = field(tree, name);
    return value == null ? "" : value.asText("");
  }

  private static @Nullable JsonNode field(JsonNode tree, String name) {
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getValue();
      }
    }
    return null;
  }
}
