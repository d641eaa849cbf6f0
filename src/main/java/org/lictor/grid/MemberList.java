package org.lictor.grid;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lictor.grid.LiveMembers.Live;
import org.lictor.model.Member;
import org.lictor.model.Member.Status;
import org.lictor.model.MemberRow;

/**
 * The members that are there together with those that are only remembered. Who is there is said by
 * the grid, not by the records, which follow it: a member that is not there has failed, at once,
 * unless it is remembered as one that left; one that is there is alive, unless its own process said
 * that it leaves. Immutable; any thread.
 */
public final class MemberList {
  private final SortedMap<String, Member> members = new TreeMap<>();
  private final Map<String, Live> live = new HashMap<>();

  /**
   * @param live the one that has been there longest first; of two of one name it counts
   */
  public MemberList(List<Live> live, List<MemberRow> records) {
    for (Live one : live) {
      this.live.putIfAbsent(key(one.member().name()), one);
    }
    this.live.forEach((key, one) -> members.put(key, one.member().as(Status.ALIVE)));
    for (MemberRow record : records) {
      Live one = this.live.get(key(record.member().name()));
      if (one == null) {
        members.put(key(record.member().name()), gone(record.member()));
      } else if (record.of(one.incarnation())) {
        members.put(key(record.member().name()), there(one.member(), record.member().status()));
      }
    }
  }

  /** All of them, by name. */
  public List<Member> members() {
    return List.copyOf(members.values());
  }

  /** The member of that name, in any letter case; null when none is known. */
  public @Nullable Member get(String name) {
    return members.get(key(name));
  }

  /**
   * Whether the member may be said to have left, or be forgotten, by somebody else: it is known and
   * it is not there.
   */
  public boolean mayBeForced(String name) {
    return members.containsKey(key(name)) && !live.containsKey(key(name));
  }

  private static Member gone(Member remembered) {
    return switch (remembered.status()) {
      case ALIVE, LEAVING, FAILED -> remembered.as(Status.FAILED);
      case LEFT -> remembered;
    };
  }

  private static Member there(Member there, Status said) {
    return switch (said) {
      case ALIVE, FAILED -> there.as(Status.ALIVE);
      case LEAVING, LEFT -> there.as(said);
    };
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
