package org.lictor.model;

import java.util.Locale;

/**
 * The id of a service instance, unique on its node, as its owner wrote it. Two that differ in
 * letter case only mean the same instance, so tables are keyed by {@link #key()}.
 */
public record ServiceId(String value) implements Comparable<ServiceId> {
  public ServiceId {
    if (value.isEmpty()) {
      throw new InvalidModelException("service", "must not be empty");
    }
  }

  /** What tables compare: the value in lower case. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public int compareTo(ServiceId other) {
    return key().compareTo(other.key());
  }

  @Override
  public String toString() {
    return value;
  }
}
