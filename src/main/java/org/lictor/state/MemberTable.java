package org.lictor.state;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lictor.model.Member;
import org.lictor.model.Member.Status;
import org.lictor.model.MemberRow;
import org.lictor.model.NodeName;
import org.pcollections.TreePMap;

/**
 * The members that are or were in the cluster, by name, and how each stands as the leader or it
 * itself last said. Immutable; any thread may read.
 *
 * @param rows by name in lower case
 * @param index of the last command that changed one; 0 when none ever did
 */
public record MemberTable(TreePMap<String, MemberRow> rows, long index) {
  public static final MemberTable EMPTY = new MemberTable(TreePMap.empty(), 0);

  /** What is remembered of the member of that name, in any letter case. */
  public @Nullable MemberRow get(String name) {
    return rows.get(key(name));
  }

  /**
   * The same members with this one as told. Whoever decides may have looked at an image that did
   * not yet have the member's own word that it leaves: that word holds.
   *
   * @param atMillis when it was decided
   */
  MemberTable put(Member member, String incarnation, long atMillis, long at, Touched touched) {
    MemberRow known = get(member.name());
    if (known != null && known.of(incarnation)) {
      Status before = known.member().status();
      if (!mayFollow(before, member.status())) {
        return this;
      }
      long since = before == member.status() ? known.sinceMillis() : atMillis;
      return with(new MemberRow(member, incarnation, since), at, touched);
    }
    return with(new MemberRow(member, incarnation, atMillis), at, touched);
  }

  /** Whether one and the same process may be so, having been so. */
  private static boolean mayFollow(Status before, Status after) {
    return switch (before) {
      case ALIVE, FAILED -> true;
      case LEAVING -> after != Status.ALIVE;
      case LEFT -> after == Status.LEFT;
    };
  }

  /** The same members without one. */
  MemberTable forget(NodeName name, long at, Touched touched) {
    if (!rows.containsKey(name.key())) {
      return this;
    }
    touched.add(Topic.MEMBERS);
    return new MemberTable(rows.minus(name.key()), at);
  }

  /** The same members and one as it was in a snapshot. */
  MemberTable restored(MemberRow row) {
    return new MemberTable(rows.plus(key(row.member().name()), row), index);
  }

  private MemberTable with(MemberRow row, long at, Touched touched) {
    if (row.equals(get(row.member().name()))) {
      return this;
    }
    touched.add(Topic.MEMBERS);
    return new MemberTable(rows.plus(key(row.member().name()), row), at);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
