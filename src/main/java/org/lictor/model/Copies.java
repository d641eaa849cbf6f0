package org.lictor.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Unmodifiable copies whose order is the same on every server. Absent stays absent, for the wire
 * tells null from empty.
 */
final class Copies {
  private Copies() {}

  /** A copy sorted by key, as maps are written on the wire. */
  static <V> @Nullable Map<String, V> sorted(@Nullable Map<String, V> map) {
    if (map == null) {
      return null;
    }
    return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
  }

  /** A copy in the caller's order. */
  static <V> @Nullable List<V> listed(@Nullable List<V> list) {
    return list == null ? null : List.copyOf(list);
  }
}
