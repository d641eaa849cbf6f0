package org.lictor.http.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.lictor.model.ConfigEntry;
import org.lictor.model.LogIndexes;

/** The body of {@code PUT /v1/config}. */
public final class ConfigEntryBody {
  private ConfigEntryBody() {}

  /**
   * The entry in {@code body}: its fields in any letter case, with or without underlines, brought
   * into the order and spelling of the wire.
   *
   * @throws BadBodyException when it is not JSON of the right shape
   * @throws org.lictor.registrar.InvalidRequestException when it makes no sense
   */
  public static ConfigEntry of(byte[] body) {
    JsonNode tree = Fields.tree(body);
    if (!tree.isObject()) {
      throw new BadBodyException(
          "'' expected a map, got '" + (tree.isArray() ? "slice" : tree.asText()) + "'");
    }
    String kind = text(tree, "Kind", "kind");
    if (kind.isEmpty()) {
      throw new BadBodyException("Payload does not contain a kind/Kind key at the top level");
    }
    ConfigSchema schema = ConfigSchema.of(kind);
    if (schema == null || kind.startsWith("@")) {
      throw new BadBodyException("invalid config entry kind: " + kind);
    }
    if (!schema.kept()) {
      throw new BadBodyException(
          "config entries of the kind "
              + kind
              + " are not supported: this agent has no service mesh");
    }
    String name = text(tree, "Name", "name");
    ConfigReader reader = new ConfigReader();
    Map<String, Object> fields = reader.read(schema, tree, "");
    reader.end();
    String checked = ConfigRules.name(kind, name);
    ConfigRules.check(kind, fields);
    byte[] content = Json.bytes(out -> ConfigEntryJson.entry(out, schema, kind, checked, fields));
    return new ConfigEntry(
        kind, checked, new String(content, StandardCharsets.UTF_8), LogIndexes.NONE);
  }

  private static String text(JsonNode tree, String... spellings) {
    for (String spelling : spellings) {
      JsonNode value = tree.get(spelling);
      if (value != null && value.isTextual()) {
        return value.textValue();
      }
    }
    return "";
  }
}
