package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.CPGroupId;
import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.internal.raft.impl.RaftEndpoint;
import com.hazelcast.spi.impl.operationservice.impl.RaftInvocationContext;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Tells the engine whom to send operations to. It keeps sending them to the leader that last
 * answered until that one fails, which a server whose disk is full never does: it stands still and
 * keeps what it is given. This server hears who leads now from the log itself. Any thread.
 */
final class KnownLeader {
  private static final Method SET =
      EnginePart.method(
          RaftInvocationContext.class, "setKnownLeader", CPGroupId.class, CPMember.class);

  private final CatalogGroup group;
  private volatile @Nullable RaftEndpoint told;

  KnownLeader(CatalogGroup group) {
    this.group = group;
  }

  /** To be called before an operation is sent. */
  void tell() {
    RaftEndpoint leading = group.leading();
    if (leading == null || leading.equals(told)) {
      return;
    }
    CPMember leader = group.member(leading);
    CPGroupId id = group.id();
    if (leader == null || id == null) {
      return;
    }
    EnginePart.call(SET, group.invocations().getRaftInvocationContext(), id, leader);
    told = leading;
  }
}
