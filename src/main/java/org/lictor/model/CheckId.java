package org.lictor.model;

import java.util.Locale;

/**
 * The id of a check, unique on its node, as its owner wrote it. Two that differ in letter case only
 * mean the same check, so tables are keyed by {@link #key()}.
 */
public record CheckId(String value) implements Comparable<CheckId> {
  public CheckId {
    if (value.isEmpty()) {
      throw new InvalidModelException("check", "must not be empty");
    }
  }

  /** What tables compare: the value in lower case. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public int compareTo(CheckId other) {
    return key().compareTo(other.key());
  }

  @Override
  public String toString() {
    return value;
  }
}
