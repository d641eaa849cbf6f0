package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.CPMember;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.Leadership;

/** Who leads the catalog's Raft group. Any thread; never waits. */
final class CpLeadership implements Leadership {
  private final CatalogGroup group;

  CpLeadership(CatalogGroup group) {
    this.group = group;
  }

  @Override
  public boolean isLeader() {
    return group.isLeader();
  }

  @Override
  public @Nullable String leaderAddress() {
    CPMember leader = group.leader();
    return leader == null ? null : ServerAddress.of(leader, group.inGrid(leader));
  }

  @Override
  public long lastContactMillis() {
    return group.lastContactMillis();
  }
}
