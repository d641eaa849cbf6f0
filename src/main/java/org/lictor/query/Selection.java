package org.lictor.query;

import java.util.List;
import java.util.Map;
import org.lictor.model.Node;
import org.lictor.model.ServiceEntry;

/**
 * Which nodes and instances a reader wants to see.
 *
 * @param tags all of which an instance must have, in any letter case
 * @param nodeMeta all of which a node must have
 */
public record Selection(List<String> tags, Map<String, String> nodeMeta) {
  /** Everything. */
  public static final Selection ALL = new Selection(List.of(), Map.of());

  public Selection {
    tags = List.copyOf(tags);
    nodeMeta = Map.copyOf(nodeMeta);
  }

  boolean admits(ServiceEntry service) {
    for (String tag : tags) {
      if (!service.hasTag(tag)) {
        return false;
      }
    }
    return true;
  }

  boolean admits(Node node) {
    for (Map.Entry<String, String> wanted : nodeMeta.entrySet()) {
      if (node.meta() == null || !wanted.getValue().equals(node.meta().get(wanted.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
