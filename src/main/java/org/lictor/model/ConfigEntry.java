package org.lictor.model;

import java.util.Locale;

/**
 * One entry of the central configuration (Consul HTTP API, "Config"). It is kept for those who read
 * it: nothing here acts on it.
 *
 * @param kind {@code service-defaults}, {@code proxy-defaults} …
 * @param name unique within its kind, in any letter case
 * @param content the whole entry as one JSON object in the wire's order of fields, but for its
 *     indexes
 */
public record ConfigEntry(String kind, String name, String content, LogIndexes indexes) {
  public ConfigEntry {
    if (kind.isEmpty()) {
      throw new InvalidModelException("kind", "must not be empty");
    }
    if (name.isEmpty()) {
      throw new InvalidModelException("name", "must not be empty");
    }
    if (content.length() < 2) {
      throw new InvalidModelException("content", "must be an object");
    }
  }

  /** The same entry with other indexes. */
  public ConfigEntry at(LogIndexes other) {
    return new ConfigEntry(kind, name, content, other);
  }

  /** What tables compare entries by: kind, then name. */
  public static String key(String kind, String name) {
    return kind + '/' + name.toLowerCase(Locale.ROOT);
  }

  /** The same of this entry. */
  public String key() {
    return key(kind, name);
  }
}
