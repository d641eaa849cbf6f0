package org.lictor.grid;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.lictor.model.Member;

/**
 * Says that a server which was started to be alone is in one grid with other servers: they keep no
 * registry together, and those that are none of their own answer nothing. Once for each two of
 * them. Any thread.
 */
public final class LoneServers implements Runnable {
  private final LiveMembers live;
  private final Consumer<String> log;
  private final Set<String> said = new HashSet<>();

  /** Looks at {@code live} with each {@link #run}. */
  public LoneServers(LiveMembers live, Consumer<String> log) {
    this.live = live;
    this.log = log;
  }

  @Override
  public synchronized void run() {
    List<Member> servers =
        live.live().stream().map(LiveMembers.Live::member).filter(Member::isServer).toList();
    for (Member lone : servers) {
      if (!lone.tags().containsKey("bootstrap")) {
        continue;
      }
      for (Member other : servers) {
        if (!other.name().equals(lone.name()) && said.add(pair(lone.name(), other.name()))) {
          log.accept(warning(lone.name(), other.name()));
        }
      }
    }
  }

  private static String pair(String one, String other) {
    return one.compareTo(other) < 0 ? one + ' ' + other : other + ' ' + one;
  }

  static String warning(String lone, String other) {
    return "the servers "
        + lone
        + " and "
        + other
        + " keep no registry together, for "
        + lone
        + " was started to be alone (bootstrap_expect = 1): stop it, and start it again on its data"
        + " directory with bootstrap_expect = 3, beside two others";
  }
}
