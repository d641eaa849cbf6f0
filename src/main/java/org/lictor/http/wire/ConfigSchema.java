package org.lictor.http.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which fields the kinds of configuration entries have: {@code config-kinds.txt}, read once.
 * Immutable.
 */
final class ConfigSchema {
  private static final Map<String, ConfigSchema> KINDS = read();

  private final List<Field> fields = new ArrayList<>();
  private final Map<String, Field> bySpelling = new LinkedHashMap<>();
  private final boolean kept;

  private ConfigSchema(boolean kept) {
    this.kept = kept;
  }

  /** What a field holds. */
  enum Type {
    TEXT,
    NUMBER,
    DECIMAL,
    FLAG,
    DURATION,
    /** A duration that is shown as a number of nanoseconds. */
    NANOS,
    TEXTS,
    NUMBERS,
    MAP,
    ANY,
    OBJECT,
    LIST,
    BYKEY
  }

  /**
   * One field.
   *
   * @param always whether it is shown when it is empty
   * @param first whether it is shown before the entry's kind
   * @param inner of the objects in it
   */
  record Field(String name, Type type, boolean always, boolean first, ConfigSchema inner) {}

  /** The schema of a kind; null when there is no such kind. */
  static @Nullable ConfigSchema of(String kind) {
    return KINDS.get(kind);
  }

  /** Whether entries of this kind are kept here. */
  boolean kept() {
    return kept;
  }

  List<Field> fields() {
    return fields;
  }

  /** The field of that name, in any letter case and with or without underlines. */
  @Nullable Field field(String name) {
    return bySpelling.get(spelling(name));
  }

  static String spelling(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private void add(Field field) {
    fields.add(field);
    bySpelling.put(spelling(field.name()), field);
  }

  private static Map<String, ConfigSchema> read() {
    try (InputStream in = ConfigSchema.class.getResourceAsStream("config-kinds.txt")) {
      if (in == null) {
        throw new IllegalStateException("config-kinds.txt is missing");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, ConfigSchema> read(String text) {
    Map<String, ConfigSchema> kinds = new LinkedHashMap<>();
    Deque<ConfigSchema> open = new ArrayDeque<>();
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.trim().split(" ");
      int depth = (line.length() - line.stripLeading().length()) / 2;
      while (open.size() > depth) {
        open.pop();
      }
      if (depth == 0) {
        ConfigSchema kind = new ConfigSchema(words.length == 1);
        kinds.put(words[0], kind);
        open.push(kind);
      } else {
        Field field = field(words[0], words[1], kinds);
        open.element().add(field);
        open.push(field.inner());
      }
    }
    return kinds;
  }

  private static Field field(String name, String words, Map<String, ConfigSchema> parts) {
    boolean first = name.startsWith("^");
    boolean always = words.endsWith("!");
    String[] type = (always ? words.substring(0, words.length() - 1) : words).split("@");
    ConfigSchema inner = type.length == 1 ? new ConfigSchema(true) : parts.get("@" + type[1]);
    if (inner == null) {
      throw new IllegalStateException("config-kinds.txt: no part " + type[1]);
    }
    return new Field(
        first ? name.substring(1) : name,
        Type.valueOf(type[0].toUpperCase(Locale.ROOT)),
        always,
        first,
        inner);
  }
}
