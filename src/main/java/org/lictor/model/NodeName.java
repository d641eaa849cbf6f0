package org.lictor.model;

import java.util.Locale;

/**
 * The name of a node as its owner wrote it. Two that differ in letter case only mean the same node,
 * so tables are keyed by {@link #key()}.
 */
public record NodeName(String value) implements Comparable<NodeName> {
  public NodeName {
    if (value.isEmpty()) {
      throw new InvalidModelException("node", "must not be empty");
    }
  }

  /** What tables compare: the value in lower case. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public int compareTo(NodeName other) {
    return key().compareTo(other.key());
  }

  @Override
  public String toString() {
    return value;
  }
}
