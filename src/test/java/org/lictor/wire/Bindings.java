package org.lictor.wire;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one playing of a sample has learnt: values by name, all as text. Used by one thread. */
final class Bindings {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z][A-Za-z.]*)}");

  private final Map<String, String> values;

  Bindings() {
    this(Map.of());
  }

  private Bindings(Map<String, String> values) {
    this.values = new TreeMap<>(values);
  }

  Bindings copy() {
    return new Bindings(values);
  }

  void takeAll(Bindings other) {
    values.putAll(other.values);
  }

  void put(String name, String value) {
    values.put(name, value);
  }

  @Nullable String get(String name) {
    return values.get(name);
  }

  /** Whether the value is the one known by this name; a name met for the first time takes it. */
  boolean agree(String name, String value) {
    return value.equals(values.computeIfAbsent(name, n -> value));
  }

  /** Whether there is a value for every <code>${name}</code> in {@code text}. */
  boolean bindAllOf(String text) {
    return REFERENCE.matcher(text).results().allMatch(found -> values.containsKey(found.group(1)));
  }

  /**
   * Puts the values in place of <code>${name}</code>; a name nobody bound is a mistake of the
   * sample. What looks like that but belongs to the interface is written <code>$#{name}</code>.
   */
  String expand(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found -> {
              var value = values.get(found.group(1));
              if (value == null)
                throw new IllegalArgumentException("nothing bound to ${" + found.group(1) + "}");
              return Matcher.quoteReplacement(value);
            })
        .replace("$#{", "${");
  }
}
