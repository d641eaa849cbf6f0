package org.lictor.config.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that Consul's messages have for the types of parsed values, and what becomes of HCL's
 * blocks.
 */
final class GoType {
  private static final int SHOWN_LIMIT = 100; // a message quotes the start of a value, not a file

  private GoType() {}

  static String of(@Nullable Object value) {
    if (value instanceof String) return "string";
    if (value instanceof Boolean) return "bool";
    if (value instanceof Long) return "int";
    if (value instanceof Double) return "float64";
    if (value instanceof Map) return "map[string]interface {}";
    return value == null ? "nil" : "[]interface {}";
  }

  static String show(@Nullable Object value) {
    String shown = String.valueOf(value);
    return shown.length() <= SHOWN_LIMIT ? shown : shown.substring(0, SHOWN_LIMIT) + "...";
  }

  /**
   * The map that a value is, or the only one in a list of one; else null, with the problem noted.
   */
  static @Nullable Map<?, ?> onlyMap(@Nullable Object raw, String path, Problems problems) {
    Object value = raw instanceof List<?> list && list.size() == 1 ? list.get(0) : raw;
    if (value instanceof Map<?, ?> map) return map;
    problems.wrong(
        "'" + path + "' expected a map, got '" + (raw instanceof List ? "slice" : of(raw)) + "'");
    return null;
  }

  /** A copy in which an HCL block that stands alone is the object it looks like. */
  static @Nullable Object withoutBlocks(@Nullable Object value) {
    if (value instanceof Blocks blocks && blocks.size() == 1) return withoutBlocks(blocks.get(0));
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(withoutBlocks(item)));
      return items;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> members = new LinkedHashMap<>();
      map.forEach((key, member) -> members.put(key, withoutBlocks(member)));
      return members;
    }
    return value;
  }
}
