package org.lictor.model;

import java.util.Locale;

/**
 * The coordinate of a node.
 *
 * @param segment the part of the network that it was measured in; empty where there is one only
 */
public record NodeCoordinate(NodeName node, String segment, Coordinate coordinate) {
  /** What tables compare: the node, then the segment, in lower case. */
  public String key() {
    return prefixOf(node) + segment.toLowerCase(Locale.ROOT);
  }

  /** What the keys of all coordinates of {@code node} begin with, and no other's. */
  public static String prefixOf(NodeName node) {
    return node.key() + '\0';
  }
}
