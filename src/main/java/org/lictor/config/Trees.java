package org.lictor.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Places in a canonical tree of settings by dotted path. */
final class Trees {
  private Trees() {}

  static @Nullable Object get(Map<String, Object> tree, String path) {
    Object at = tree;
    for (String name : path.split("\\.")) at = at instanceof Map<?, ?> map ? map.get(name) : null;
    return at;
  }

  static void put(Map<String, Object> tree, String path, Object value) {
    int dot = path.lastIndexOf('.');
    inner(tree, dot < 0 ? "" : path.substring(0, dot)).put(path.substring(dot + 1), value);
  }

  static void putKey(Map<String, Object> tree, String path, String key, Object value) {
    inner(tree, path).put(key, value);
  }

  static void append(Map<String, Object> tree, String path, Object value) {
    List<Object> items =
        get(tree, path) instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
    items.add(value);
    put(tree, path, items);
  }

  /** Takes a value out of the tree. */
  static @Nullable Object remove(Map<String, Object> tree, String path) {
    int dot = path.lastIndexOf('.');
    Object holder = dot < 0 ? tree : get(tree, path.substring(0, dot));
    return holder instanceof Map<?, ?> map ? map.remove(path.substring(dot + 1)) : null;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> inner(Map<String, Object> tree, String path) {
    Map<String, Object> at = tree;
    if (path.isEmpty()) return at;
    for (String name : path.split("\\.")) {
      at =
          (Map<String, Object>)
              at.computeIfAbsent(name, absent -> new LinkedHashMap<String, Object>());
    }
    return at;
  }
}
