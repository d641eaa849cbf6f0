package org.lictor.config.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the value of a key may be. {@link #read} turns a parsed value into its canonical form or
 * tells {@link Problems}; {@link #merge} lays a later source over an earlier one by Consul's rules:
 * scalars are replaced, lists are concatenated, maps are overlaid by key, structures field by
 * field. Immutable.
 */
public sealed interface Shape permits Shape.Scalar, Shape.ListOf, Shape.MapOf, Struct, Shape.Free {
  /** The value in canonical form, or null after a problem was noted. */
  @Nullable Object read(@Nullable Object raw, String path, Problems problems);

  /** Both values are canonical; the later one has the say. */
  default Object merge(Object earlier, Object later) {
    return later;
  }

  /** Strings, booleans and numbers. Strict: nothing is converted. */
  enum Scalar implements Shape {
    TEXT("string"),
    BOOL("bool"),
    INT("int"),
    UINT("uint"),
    FLOAT("float64");

    private final String goName;

    Scalar(String goName) {
      this.goName = goName;
    }

    @Override
    public @Nullable Object read(@Nullable Object raw, String path, Problems problems) {
      if (raw == null || !fits(raw)) {
        String expected = "'" + path + "' expected type '" + goName;
        String got = "', got unconvertible type '" + GoType.of(raw);
        problems.wrong(expected + got + "', value: '" + GoType.show(raw) + "'");
        return null;
      }
      if (this == UINT && (Long) raw < 0) {
        problems.wrong("cannot parse '" + path + "', " + raw + " overflows uint");
        return null;
      }
      return this == FLOAT ? ((Number) raw).doubleValue() : raw;
    }

    private boolean fits(Object raw) {
      return switch (this) {
        case TEXT -> raw instanceof String;
        case BOOL -> raw instanceof Boolean;
        case INT, UINT -> raw instanceof Long;
        case FLOAT -> raw instanceof Number;
      };
    }
  }

  /** A list whose items all have one shape; sources are concatenated. */
  record ListOf(Shape item) implements Shape {
    @Override
    public @Nullable Object read(@Nullable Object raw, String path, Problems problems) {
      if (!(raw instanceof List<?> list)) {
        problems.wrong(
            "'" + path + "': source data must be an array or slice, got " + GoType.of(raw));
        return null;
      }
      List<Object> items = new ArrayList<>(list.size());
      for (int i = 0; i < list.size(); i++) {
        Object value = item.read(list.get(i), path + "[" + i + "]", problems);
        if (value != null) items.add(value);
      }
      return items;
    }

    @Override
    public Object merge(Object earlier, Object later) {
      List<Object> all = new ArrayList<>((Collection<?>) earlier);
      all.addAll((Collection<?>) later);
      return all;
    }
  }

  /** A map with keys of the operator's choice; later sources overlay by key. */
  record MapOf(Shape value) implements Shape {
    @Override
    public @Nullable Object read(@Nullable Object raw, String path, Problems problems) {
      Map<?, ?> map = GoType.onlyMap(raw, path, problems);
      if (map == null) return null;
      Map<String, Object> members = new LinkedHashMap<>();
      map.forEach(
          (key, member) -> {
            Object read = value.read(member, path + "[" + key + "]", problems);
            if (read != null) members.put((String) key, read);
          });
      return members;
    }

    @Override
    public Object merge(Object earlier, Object later) {
      Map<Object, Object> all = new LinkedHashMap<>((Map<?, ?>) earlier);
      all.putAll((Map<?, ?>) later);
      return all;
    }
  }

  /**
   * An object whose content another part of the program reads (watches, proxies): any keys, any
   * values.
   */
  record Free() implements Shape {
    @Override
    public @Nullable Object read(@Nullable Object raw, String path, Problems problems) {
      Map<?, ?> map = GoType.onlyMap(raw, path, problems);
      return map == null ? null : GoType.withoutBlocks(map);
    }
  }
}
