package org.lictor.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.Coordinate;
import org.lictor.model.NodeCoordinate;
import org.lictor.model.NodeName;
import org.pcollections.TreePMap;

/**
 * Where the nodes stand, by node and segment. Only nodes of the catalog have coordinates, which go
 * with them. Immutable; any thread may read.
 *
 * @param rows by {@link NodeCoordinate#key()}
 * @param index of the last command that changed one; 0 when none ever did
 */
public record CoordinateTable(TreePMap<String, NodeCoordinate> rows, long index) {
  public static final CoordinateTable EMPTY = new CoordinateTable(TreePMap.empty(), 0);

  /** The coordinates of one node, by segment; none when it has told none. */
  public List<NodeCoordinate> of(NodeName node) {
    String prefix = NodeCoordinate.prefixOf(node);
    List<NodeCoordinate> found = new ArrayList<>(1);
    for (var row : rows.tailMap(prefix).entrySet()) {
      if (!row.getKey().startsWith(prefix)) {
        break;
      }
      found.add(row.getValue());
    }
    return found;
  }

  /**
   * The estimated round-trip time between two nodes in seconds; infinite when it is not known.
   * Nodes in several segments are compared in the one of whoever is in one only.
   */
  public static double seconds(List<NodeCoordinate> from, List<NodeCoordinate> to) {
    String segment =
        from.size() == 1 ? from.get(0).segment() : to.size() == 1 ? to.get(0).segment() : "";
    Coordinate a = in(segment, from);
    Coordinate b = in(segment, to);
    return a == null || b == null ? Double.POSITIVE_INFINITY : a.distanceTo(b);
  }

  private static @Nullable Coordinate in(String segment, List<NodeCoordinate> all) {
    for (NodeCoordinate one : all) {
      if (one.segment().equals(segment)) {
        return one.coordinate();
      }
    }
    return null;
  }

  /** The same with one more, or another in its place. */
  CoordinateTable put(NodeCoordinate row, long at, Touched touched) {
    if (row.equals(rows.get(row.key()))) {
      return this;
    }
    touched.add(Topic.COORDINATES);
    return new CoordinateTable(rows.plus(row.key(), row), at);
  }

  /** The same without those of {@code node}. */
  CoordinateTable without(NodeName node, long at, Touched touched) {
    List<NodeCoordinate> gone = of(node);
    if (gone.isEmpty()) {
      return this;
    }
    TreePMap<String, NodeCoordinate> left = rows;
    for (NodeCoordinate row : gone) {
      left = left.minus(row.key());
    }
    touched.add(Topic.COORDINATES);
    return new CoordinateTable(left, at);
  }

  /** The same and one as it was in a snapshot. */
  CoordinateTable restored(NodeCoordinate row) {
    return new CoordinateTable(rows.plus(row.key(), row), index);
  }
}
