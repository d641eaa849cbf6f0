package org.lictor.consensus;

import org.jspecify.annotations.Nullable;

/** Who leads, as this node knows it. Any thread; never waits. */
public interface Leadership {
  boolean isLeader();

  /** The leader's address with its port; null when none is known. */
  @Nullable String leaderAddress();

  /** Milliseconds since this node last heard from the leader; 0 on the leader. */
  long lastContactMillis();
}
