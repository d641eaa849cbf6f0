package org.lictor.config.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An object with known keys, matched without regard to case. Built with {@link #builder()};
 * immutable afterwards.
 */
public final class Struct implements Shape {
  private record Field(Shape shape, boolean used) {}

  private final Map<String, Field> fields;
  private final Map<String, String> aliases;

  private Struct(Builder builder) {
    fields = Map.copyOf(builder.fields);
    aliases = Map.copyOf(builder.aliases);
  }

  /** A structure without keys, to add them to. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public @Nullable Map<String, Object> read(@Nullable Object raw, String path, Problems problems) {
    Map<?, ?> map = GoType.onlyMap(raw, path, problems);
    if (map == null) return null;
    Map<String, Object> members = new LinkedHashMap<>();
    Map<String, Object> aliased = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          String given = (String) key;
          String lower = given.toLowerCase(Locale.ROOT);
          String name = aliases.getOrDefault(lower, lower);
          Field field = fields.get(name);
          Map<String, Object> target = name.equals(lower) ? members : aliased;
          String place = path.isEmpty() ? given : path + "." + given;
          if (field == null || target.containsKey(name)) {
            problems.unknown(place); // also the second spelling of a key already seen
            return;
          }
          Object read = field.shape().read(value, place, problems);
          if (read != null) target.put(name, read);
        });
    aliased.forEach(members::putIfAbsent);
    return members;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Map<String, Object> merge(Object earlier, Object later) {
    Map<String, Object> all = new LinkedHashMap<>((Map<String, Object>) earlier);
    ((Map<String, Object>) later)
        .forEach(
            (name, value) -> {
              Field field = fields.get(name);
              all.merge(
                  name,
                  value,
                  (before, after) -> field == null ? after : field.shape().merge(before, after));
            });
    return all;
  }

  /**
   * The paths of keys present in a canonical tree that nothing in this program acts on, in the
   * tree's order.
   */
  public List<String> unusedKeys(Map<String, Object> tree) {
    List<String> unused = new ArrayList<>();
    collectUnused(tree, "", unused);
    return unused;
  }

  private void collectUnused(Map<?, ?> tree, String path, List<String> unused) {
    tree.forEach(
        (key, value) -> {
          Field field = fields.get((String) key);
          String place = path.isEmpty() ? (String) key : path + "." + key;
          if (field == null) return;
          if (!field.used()) unused.add(place);
          else if (field.shape() instanceof Struct inner)
            inner.collectUnused((Map<?, ?>) value, place, unused);
          else if (field.shape() instanceof ListOf list && list.item() instanceof Struct inner) {
            for (Object item : (List<?>) value)
              inner.collectUnused((Map<?, ?>) item, place + "[]", unused);
          }
        });
  }

  /**
   * The paths of all keys, in order, and whether something acts on each. Keys inside structures
   * have dotted paths; a structure that nothing acts on as a whole is one key, as are lists and
   * maps.
   */
  public SortedMap<String, Boolean> keys() {
    SortedMap<String, Boolean> keys = new TreeMap<>();
    collectKeys("", keys);
    return keys;
  }

  private void collectKeys(String path, SortedMap<String, Boolean> into) {
    fields.forEach(
        (name, field) -> {
          if (field.used() && field.shape() instanceof Struct inner) {
            inner.collectKeys(path + name + ".", into);
          } else {
            into.put(path + name, field.used());
          }
        });
  }

  /** Collects the keys of a {@link Struct}. */
  public static final class Builder {
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();

    /** Keys (lower case, parted by blanks) of one shape. */
    public Builder with(Shape shape, String names) {
      for (String name : names.trim().split("\\s+")) fields.put(name, new Field(shape, true));
      return this;
    }

    /** Keys that are read and checked but that nothing acts on. */
    public Builder unused(Shape shape, String names) {
      for (String name : names.trim().split("\\s+")) fields.put(name, new Field(shape, false));
      return this;
    }

    /** A structure under a key. */
    public Builder struct(String name, Consumer<Builder> content) {
      Builder inner = new Builder();
      content.accept(inner);
      return with(inner.build(), name);
    }

    /** Another spelling of a key; the key itself wins where both stand. */
    public Builder alias(String other, String name) {
      aliases.put(other, name);
      return this;
    }

    /** The structure. */
    public Struct build() {
      return new Struct(this);
    }
  }
}
