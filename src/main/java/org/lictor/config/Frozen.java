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

  static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> members = new LinkedHashMap<>();
      map.forEach((key, member) -> members.put(key, copy(member)));
      return Collections.unmodifiableMap(members);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(copy(item)));
      return Collections.unmodifiableList(items);
    }
    return value;
  }
}
