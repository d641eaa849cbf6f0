package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.internal.RaftGroupId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The folder name of a Raft group: {@code name@seed@id}. */
final class GroupFolder {
  private static final Pattern FORM = Pattern.compile("([\\w.-]+)@(\\d+)@(\\d+)");

  private GroupFolder() {}

  static String name(RaftGroupId id) {
    return id.getName() + "@" + id.getSeed() + "@" + id.getId();
  }

  static @Nullable RaftGroupId parse(String name) {
    Matcher matcher = FORM.matcher(name);
    return matcher.matches()
        ? new RaftGroupId(
            matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)))
        : null;
  }
}
