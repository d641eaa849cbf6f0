package org.lictor.http.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.lictor.http.wire.ConfigSchema.Field;
import org.lictor.model.GoDuration;

/**
 * Reads the fields of configuration entries, weakly typed as Consul does: a number counts for a
 * text and the other way round. Unknown fields are collected and told together. One body, one
 * thread.
 */
final class ConfigReader {
  /** Those that every entry may have, as one that was read before and is written back has them. */
  private static final List<String> COMMON =
      List.of("kind", "name", "createindex", "modifyindex", "namespace", "partition", "hash");

  private final List<String> unknown = new ArrayList<>();

  /** The fields of {@code object} that {@code schema} knows, by name. */
  Map<String, Object> read(ConfigSchema schema, JsonNode object, String path) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> given : object.properties()) {
      Field field = schema.field(given.getKey());
      if (field == null) {
        if (!path.isEmpty() || !COMMON.contains(ConfigSchema.spelling(given.getKey()))) {
          unknown.add(path + given.getKey());
        }
      } else if (!given.getValue().isNull()) {
        values.put(field.name(), value(field, given.getValue(), path + field.name()));
      }
    }
    return values;
  }

  /** Fails when there were fields that no schema knows. */
  void end() {
    if (unknown.isEmpty()) {
      return;
    }
    StringBuilder out = new StringBuilder();
    out.append(unknown.size())
        .append(unknown.size() == 1 ? " error" : " errors")
        .append(" occurred:\n");
    unknown.forEach(key -> out.append("\t* invalid config key \"").append(key).append("\"\n"));
    throw new BadBodyException(out.append('\n').toString());
  }

  private Object value(Field field, JsonNode value, String path) {
    return switch (field.type()) {
      case TEXT -> text(value, path);
      case NUMBER -> number(value, path);
      case DECIMAL -> decimal(value, path);
      case FLAG -> flag(value, path);
      case DURATION, NANOS -> duration(value, path);
      case TEXTS -> list(value, each -> text(each, path));
      case NUMBERS -> list(value, each -> number(each, path));
      case MAP -> map(one(value), path, each -> text(each, path));
      case ANY -> one(value);
      case OBJECT -> object(field, one(value), path);
      case LIST -> list(value, each -> object(field, each, path));
      case BYKEY -> map(one(value), path, each -> object(field, one(each), path));
    };
  }

  /** A block of HCL is a list of one object. */
  private static JsonNode one(JsonNode value) {
    return value.isArray() && value.size() == 1 && value.get(0).isObject() ? value.get(0) : value;
  }

  private Map<String, Object> object(Field field, JsonNode value, String path) {
    return value.isObject()
        ? read(field.inner(), value, path + ".")
        : ConfigReader.<Map<String, Object>>wrong(path, "map", value);
  }

  private static String text(JsonNode value, String path) {
    if (value.isBoolean()) {
      return value.booleanValue() ? "1" : "0";
    }
    return value.isValueNode() ? value.asText() : wrong(path, "string", value);
  }

  private static long number(JsonNode value, String path) {
    if (value.isNumber()) {
      return value.longValue();
    }
    try {
      return Long.parseLong(value.asText());
    } catch (NumberFormatException e) {
      return ConfigReader.<Long>wrong(path, "int", value);
    }
  }

  private static double decimal(JsonNode value, String path) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    try {
      return Double.parseDouble(value.asText());
    } catch (NumberFormatException e) {
      return ConfigReader.<Double>wrong(path, "float32", value);
    }
  }

  private static boolean flag(JsonNode value, String path) {
    if (value.isNumber()) {
      return value.doubleValue() != 0;
    }
    return switch (value.asText()) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False", "" -> false;
      default -> ConfigReader.<Boolean>wrong(path, "bool", value);
    };
  }

  private static GoDuration duration(JsonNode value, String path) {
    if (value.isNumber()) {
      return new GoDuration(value.longValue());
    }
    try {
      return GoDuration.parse(value.asText());
    } catch (IllegalArgumentException e) {
      throw new BadBodyException(
          "1 error(s) decoding:\n\n* error decoding '" + path + "': " + e.getMessage());
    }
  }

  private static <T> List<T> list(JsonNode value, Function<JsonNode, T> each) {
    List<T> values = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(element -> values.add(each.apply(element)));
    } else {
      values.add(each.apply(value));
    }
    return values;
  }

  private static <T> Map<String, T> map(JsonNode value, String path, Function<JsonNode, T> each) {
    if (!value.isObject()) {
      return wrong(path, "map", value);
    }
    Map<String, T> values = new TreeMap<>();
    value.properties().forEach(entry -> values.put(entry.getKey(), each.apply(entry.getValue())));
    return values;
  }

  private static <T> T wrong(String path, String wanted, JsonNode value) {
    throw new BadBodyException(
        "1 error(s) decoding:\n\n* '"
            + path
            + "' expected type '"
            + wanted
            + "', got unconvertible type '"
            + switch (value.getNodeType()) {
              case ARRAY -> "[]interface {}";
              case OBJECT -> "map[string]interface {}";
              case STRING -> "string";
              case BOOLEAN -> "bool";
              default -> "float64";
            }
            + "'");
  }
}
