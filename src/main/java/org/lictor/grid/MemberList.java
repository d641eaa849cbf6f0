package org.lictor.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.lictor.grid.LiveMembers.Live;
import org.lictor.model.Member;
import org.lictor.model.MemberRow;

/** Who is there and who is remembered, as one list. */
final class MemberList {
  private MemberList() {}

  /**
   * By name: who is connected as it says of itself, or as leaving or left when the registry has
   * that of this very process; who is not connected as the registry remembers, and as failed when
   * that still has it alive.
   */
  static List<Member> of(List<Live> live, List<MemberRow> rows) {
    Map<String, Member> all = new TreeMap<>();
    Map<String, MemberRow> remembered = new TreeMap<>();
    for (MemberRow row : rows) {
      Member member = row.member();
      boolean gone = member.status() == Member.Status.LEFT;
      remembered.put(key(member), row);
      all.put(key(member), member.as(gone ? Member.Status.LEFT : Member.Status.FAILED));
    }
    List<String> seen = new ArrayList<>();
    for (Live one : live) {
      String key = key(one.member());
      // Of two of one name the one that has been there longer counts.
      if (seen.contains(key)) continue;
      seen.add(key);
      MemberRow row = remembered.get(key);
      all.put(key, row == null ? one.member() : one.member().as(said(row, one)));
    }
    return List.copyOf(all.values());
  }

  /** Only of this very process does it count that it is leaving or has left. */
  private static Member.Status said(MemberRow row, Live live) {
    Member.Status status = row.member().status();
    boolean parting = status == Member.Status.LEFT || status == Member.Status.LEAVING;
    return parting && row.of(live.incarnation()) ? status : Member.Status.ALIVE;
  }

  private static String key(Member member) {
    return member.name().toLowerCase(Locale.ROOT);
  }
}
