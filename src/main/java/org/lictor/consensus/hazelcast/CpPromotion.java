package org.lictor.consensus.hazelcast;

import com.hazelcast.cluster.Address;
import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.internal.CPMemberInfo;
import com.hazelcast.cp.internal.RaftService;
import com.hazelcast.cp.internal.raft.QueryPolicy;
import com.hazelcast.cp.internal.raftop.metadata.AddCPMemberOp;
import com.hazelcast.cp.internal.raftop.metadata.GetActiveCPMembersOp;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a server that has come to a running cluster one of those that keep the log: one that is
 * new, or one that has lost its disk and comes back under the address of its former self, which is
 * then taken off first. {@link #run} is to be called now and then, for as long as the server runs;
 * one call at a time does something.
 */
public final class CpPromotion implements Runnable {
  private static final System.Logger LOG = System.getLogger("org.lictor.consensus");
  private static final int MOST_VOTERS = 7;

  /** Whether it is still one of them a server asks more rarely. */
  private static final int LOOKS_BETWEEN = 10;

  private final CatalogGroup group;
  private final IntSupplier servers;
  private final Runnable whenRemoved;
  private final AtomicBoolean busy = new AtomicBoolean();
  private int looks;

  /**
   * @param servers how many servers are there now, itself among them
   * @param whenRemoved is run once, when the others took this server off while it was away
   */
  CpPromotion(CatalogGroup group, IntSupplier servers, Runnable whenRemoved) {
    this.group = group;
    this.servers = servers;
    this.whenRemoved = whenRemoved;
  }

  @Override
  public void run() {
    RaftService raft = group.raft();
    if (!raft.isDiscoveryCompleted()
        || !raft.isStartCompleted()
        || !busy.compareAndSet(false, true)) {
      return;
    }
    CPMemberInfo self = raft.getLocalCPMember();
    if (self != null && looks++ % LOOKS_BETWEEN != 0) {
      busy.set(false);
      return;
    }
    members()
        .thenCompose(members -> self == null ? promote(members) : stillThere(self, members))
        .whenComplete(
            (nothing, problem) -> {
              busy.set(false);
              if (problem != null) {
                LOG.log(System.Logger.Level.DEBUG, "not promoted yet: " + problem);
              }
            });
  }

  private CompletableFuture<Void> stillThere(CPMemberInfo self, Collection<CPMember> members) {
    boolean there = members.stream().anyMatch(member -> member.getUuid().equals(self.getUuid()));
    if (there) {
      return CompletableFuture.completedFuture(null);
    }
    if (group.raft().getAllRaftNodes().isEmpty()) {
      // Its promotion was begun and not finished.
      return added(self);
    }
    whenRemoved.run();
    return CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Collection<CPMember>> members() {
    return group
        .invocations()
        .<Collection<CPMember>>query(
            group.raft().getMetadataGroupId(),
            new GetActiveCPMembersOp(),
            QueryPolicy.LINEARIZABLE);
  }

  private CompletableFuture<Void> promote(Collection<CPMember> members) {
    RaftService raft = group.raft();
    CPMember former = at(group.engine().getThisAddress(), members);
    if (former != null) {
      LOG.log(
          System.Logger.Level.INFO,
          "this server was here before with data that it has no longer; its former self is removed: id="
              + former.getUuid());
      return raft.removeCPMember(former.getUuid()).toCompletableFuture();
    }
    int wanted = Math.min(MOST_VOTERS, Math.max(members.size() + 1, servers.getAsInt()));
    CPMemberInfo self = new CPMemberInfo(UUID.randomUUID(), group.engine().getThisAddress());
    return group
        .invocations()
        .<Boolean>invoke(raft.getMetadataGroupId(), new GrowGroupsOp(wanted))
        .thenCompose(
            grown -> {
              isNow(self);
              return added(self);
            })
        .toCompletableFuture();
  }

  /**
   * The engine would have this server know that it is a member when it has become one. But the
   * group that it becomes a member of may need its vote for just that, as when another member is
   * down; it would wait for ever.
   */
  private void isNow(CPMemberInfo self) {
    try {
      Object manager = group.raft().getMetadataGroupManager();
      Method init =
          manager.getClass().getDeclaredMethod("initPromotedCPMember", CPMemberInfo.class);
      init.setAccessible(true);
      init.invoke(manager, self);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this is another Hazelcast than the one it was made for", e);
    }
  }

  private CompletableFuture<Void> added(CPMemberInfo self) {
    return group
        .invocations()
        .<Object>invoke(group.raft().getMetadataGroupId(), new AddCPMemberOp(self))
        .thenAccept(
            added -> LOG.log(System.Logger.Level.INFO, "this server now keeps the log as well"))
        .toCompletableFuture();
  }

  private static @Nullable CPMember at(Address address, Collection<CPMember> members) {
    for (CPMember member : members) {
      if (member.getAddress().equals(address)) return member;
    }
    return null;
  }
}
