package org.lictor.leader;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.grid.LiveMembers.Live;
import org.lictor.model.NodeName;

/**
 * The live members of one datacenter, each name and each node id once: of two that claim the same
 * the one that has been there longest counts, and the other is ignored. Immutable.
 */
final class PresentMembers {
  private final Map<String, Live> byName = new LinkedHashMap<>();
  private final List<String> ignored = new ArrayList<>();

  /**
   * @param live the one that has been there longest first
   */
  PresentMembers(List<Live> live, String datacenter) {
    Map<String, Live> byId = new LinkedHashMap<>();
    for (Live one : live) {
      var tags = one.member().tags();
      if (one.member().name().isEmpty()
          || !tags.getOrDefault("dc", datacenter).equals(datacenter)) {
        continue;
      }
      String id = tags.getOrDefault("id", "");
      Live first = byName.get(new NodeName(one.member().name()).key());
      if (first == null) {
        first = byId.get(id);
      }
      if (first != null) {
        ignored.add(conflict(one, first));
        continue;
      }
      byName.put(new NodeName(one.member().name()).key(), one);
      if (!id.isEmpty()) {
        byId.put(id, one);
      }
    }
  }

  /** The member of that name; null when it is not there. */
  @Nullable Live get(NodeName name) {
    return byName.get(name.key());
  }

  /** All, the one that has been there longest first. */
  Collection<Live> all() {
    return byName.values();
  }

  /** Who was left out, each in words for the log. */
  List<String> ignored() {
    return ignored;
  }

  private static String conflict(Live one, Live first) {
    return "two members have one name or node id, the later one is ignored: member="
        + one.member().name()
        + " address="
        + one.member().address()
        + " first="
        + first.member().name()
        + " first_address="
        + first.member().address();
  }
}
