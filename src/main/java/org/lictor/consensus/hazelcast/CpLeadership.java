package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.CPMember;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.Leadership;

/** Who leads the catalog's Raft group. Any thread; never waits. */
final class CpLeadership implements Leadership {
  private final CatalogGroup group;
  private final BooleanSupplier closed;

  CpLeadership(CatalogGroup group, BooleanSupplier closed) {
    this.group = group;
    this.closed = closed;
  }

  @Override
  public boolean isLeader() {
    return !closed.getAsBoolean() && group.isLeader();
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
