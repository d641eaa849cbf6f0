package org.lictor.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deep unmodifiable copies that keep the order of what they copy, which shows on the wire and in
 * logs.
 */
final class Frozen {
  private Frozen() {}

  static <V> Map<String, V> map(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** An object of a file, whose keys are strings, all the way down. */
  static Map<String, Object> tree(Map<?, ?> tree) {
    Map<String, Object> members = new LinkedHashMap<>();
    tree.forEach(
        (key, member) -> {
          Object copy = copy(member);
          if (copy != null) members.put((String) key, copy);
        });
    return Collections.unmodifiableMap(members);
  }

  private static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) return tree(map);
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(copy(item)));
      return Collections.unmodifiableList(items);
    }
    return value;
  }
}
