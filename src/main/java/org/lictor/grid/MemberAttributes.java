package org.lictor.grid;

import com.hazelcast.cluster.Member;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a grid member says of itself in its attributes; {@code domain-config/} sets them. */
final class MemberAttributes {
  private static final String NAME = "lictor.node.name";
  private static final String ROLE = "lictor.role";
  private static final String INCARNATION = "lictor.incarnation";
  private static final String TAGS = "lictor.tags";

  private MemberAttributes() {}

  /** The node's name; empty for a member that is no agent, as an administration server. */
  static String name(Member member) {
    return text(member, NAME);
  }

  static boolean isServer(Member member) {
    return text(member, ROLE).equals("server");
  }

  static String incarnation(Member member) {
    String given = text(member, INCARNATION);
    return given.isEmpty() ? String.valueOf(member.getUuid()) : given;
  }

  /** The tags, in the form of {@code name=value} pairs with commas between them. */
  static Map<String, String> tags(Member member) {
    Map<String, String> tags = new TreeMap<>();
    for (String pair : text(member, TAGS).split(",")) {
      int equals = pair.indexOf('=');
      if (equals > 0) tags.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return tags;
  }

  private static String text(Member member, String name) {
    @Nullable String value = member.getAttribute(name);
    return value == null ? "" : value;
  }
}
