package org.lictor.grid;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lictor.grid.LiveMembers.Live;

/** Two nodes of one name: the one that has been there longer stays. */
public final class NameConflict {
  private NameConflict() {}

  /**
   * Why the member of this incarnation must go: another node has its name and was there before.
   * Null when there is no such node. A former process of the same node, known by its id, is none.
   */
  public static @Nullable String of(List<Live> live, String incarnation) {
    Live self = null;
    for (Live one : live) {
      if (one.incarnation().equals(incarnation)) self = one;
    }
    if (self == null) return null;
    for (Live other : live) {
      if (other == self) return null;
      if (sameName(other, self) && !id(other).equals(id(self))) {
        return "Member '"
            + self.member().name()
            + "' has conflicting node ID '"
            + id(self)
            + "' with member '"
            + other.member().name()
            + "' ("
            + id(other)
            + "): the name is that of the member at "
            + at(other)
            + " already, this one at "
            + at(self)
            + " needs another (-node)";
      }
    }
    return null;
  }

  private static boolean sameName(Live one, Live other) {
    return key(one).equals(key(other));
  }

  private static String key(Live one) {
    return one.member().name().toLowerCase(Locale.ROOT);
  }

  private static String id(Live one) {
    return one.member().tags().getOrDefault("id", "");
  }

  private static String at(Live one) {
    return one.member().address() + ":" + one.member().port();
  }
}
