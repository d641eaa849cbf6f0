package org.lictor.consensus.hazelcast;

import com.hazelcast.cluster.Address;
import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.internal.CPMemberInfo;
import com.hazelcast.cp.internal.RaftService;
import com.hazelcast.cp.internal.raft.QueryPolicy;
import com.hazelcast.cp.internal.raftop.metadata.AddCPMemberOp;
import com.hazelcast.cp.internal.raftop.metadata.GetActiveCPMembersOp;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a server that has come to a running cluster one of those that keep the log: one that is
 * new, one that has lost its disk and comes back under the address of its former self, which is
 * then taken off first, or one that was taken off while it was away. {@link #run} is to be called
 * now and then, for as long as the server runs; one call at a time does something.
 */
public final class CpPromotion implements Runnable {
  private static final System.Logger LOG = System.getLogger("org.lictor.consensus");
  private static final int MOST_VOTERS = 7;

  /** After so many looks without a leader this server asks whether it was removed. */
  private static final int LOOKS_WITHOUT_LEADER = 4;

  private final CatalogGroup group;
  private final IntSupplier servers;
  private final FormerMember former;
  private final AtomicBoolean busy = new AtomicBoolean();
  private int looksWithoutLeader; // handed from run to run by busy

  /**
   * @param servers how many servers are there now, itself among them
   */
  CpPromotion(CatalogGroup group, IntSupplier servers) {
    this.group = group;
    this.servers = servers;
    this.former = new FormerMember(group);
  }

  @Override
  public void run() {
    RaftService raft = group.raft();
    if (group.isLeft()
        || !raft.isDiscoveryCompleted()
        || !raft.isStartCompleted()
        || !busy.compareAndSet(false, true)) {
      return;
    }
    (raft.getLocalCPMember() == null ? members().thenCompose(this::promote) : lookWhetherRemoved())
        .whenComplete(
            (nothing, problem) -> {
              busy.set(false);
              if (problem != null) {
                LOG.log(System.Logger.Level.DEBUG, "not promoted yet: " + problem);
              }
            });
  }

  /** Also of use to one whose promotion was begun and not finished: it begins again. */
  private CompletableFuture<Void> lookWhetherRemoved() {
    looksWithoutLeader = group.leader() == null ? looksWithoutLeader + 1 : 0;
    return looksWithoutLeader < LOOKS_WITHOUT_LEADER
        ? CompletableFuture.completedFuture(null)
        : members().thenAcceptAsync(former::giveUpUnless);
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
    Object manager = group.raft().getMetadataGroupManager();
    EnginePart.call(
        EnginePart.method(manager.getClass(), "initPromotedCPMember", CPMemberInfo.class),
        manager,
        self);
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
