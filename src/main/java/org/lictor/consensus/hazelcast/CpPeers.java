package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.internal.CPGroupSummary;
import com.hazelcast.cp.internal.RaftGroupId;
import com.hazelcast.cp.internal.RaftService;
import com.hazelcast.cp.internal.operation.TransferLeadershipOp;
import com.hazelcast.cp.internal.raft.QueryPolicy;
import com.hazelcast.cp.internal.raftop.metadata.GetActiveCPMembersOp;
import com.hazelcast.cp.internal.raftop.metadata.GetRaftGroupOp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.PeerChangeException;
import org.lictor.consensus.Peers;

/**
 * The servers of the CP subsystem: voters are those in the catalog's Raft group, the others wait to
 * take the place of one. Any thread.
 */
final class CpPeers implements Peers {
  /** How far the others are is worth no longer wait. */
  private static final long PROGRESS_MILLIS = 1_000;

  private final CatalogGroup group;

  CpPeers(CatalogGroup group) {
    this.group = group;
  }

  @Override
  public CompletableFuture<Configuration> configuration() {
    RaftGroupId id = group.id();
    if (id == null) {
      return CompletableFuture.failedFuture(new NoLeaderException());
    }
    RaftGroupId metadata = group.raft().getMetadataGroupId();
    CompletableFuture<Collection<CPMember>> all =
        group
            .invocations()
            .<Collection<CPMember>>query(
                metadata, new GetActiveCPMembersOp(), QueryPolicy.LEADER_LOCAL);
    CompletableFuture<CPGroupSummary> voting =
        group
            .invocations()
            .<CPGroupSummary>query(metadata, new GetRaftGroupOp(id), QueryPolicy.LEADER_LOCAL);
    CompletableFuture<GroupProgress> progress =
        group
            .invocations()
            .<byte[]>query(id, new ProgressOp(), QueryPolicy.LEADER_LOCAL)
            .thenApply(GroupProgress::read)
            .toCompletableFuture()
            .completeOnTimeout(GroupProgress.UNKNOWN, PROGRESS_MILLIS, TimeUnit.MILLISECONDS)
            .exceptionally(problem -> GroupProgress.UNKNOWN);
    return all.thenCombine(voting, Told::new)
        .thenCombine(progress, this::configuration)
        .exceptionally(
            problem -> {
              throw new NoLeaderException();
            });
  }

  @Override
  public CompletableFuture<Void> transferLead(String id) {
    RaftGroupId catalog = group.id();
    CPMember leader = group.leader();
    if (catalog == null || leader == null) {
      return CompletableFuture.failedFuture(new NoLeaderException());
    }
    return configuration()
        .thenCompose(
            configuration ->
                group
                    .engine()
                    .getOperationService()
                    .<Object>invokeOnTarget(
                        RaftService.SERVICE_NAME,
                        new TransferLeadershipOp(catalog, heir(configuration, id)),
                        leader.getAddress()))
        .handle(
            (nothing, problem) -> {
              if (problem == null) {
                return null;
              }
              Throwable cause = problem.getCause() == null ? problem : problem.getCause();
              throw cause instanceof NoLeaderException none
                  ? none
                  : new PeerChangeException("leadership transfer failed: " + cause.getMessage());
            });
  }

  /** The voter of that id, or any that is there, but not the one that leads. */
  private CPMember heir(Configuration configuration, String id) {
    for (Peer peer : configuration.peers()) {
      if (peer.voter() && !peer.leader() && (id.isEmpty() || id.equals(peer.id()))) {
        CPMember member =
            group.invocations().getRaftInvocationContext().getCPMember(UUID.fromString(peer.id()));
        if (member != null && group.inGrid(member) != null) {
          return member;
        }
      }
    }
    throw new PeerChangeException(
        id.isEmpty()
            ? "there is no other server"
            : "no other server that is there has the id " + id);
  }

  private record Told(Collection<CPMember> all, CPGroupSummary voting) {}

  private Configuration configuration(Told told, GroupProgress progress) {
    CPMember leader = group.leader();
    List<Peer> peers = new ArrayList<>();
    for (CPMember member : told.all()) {
      boolean leads = leader != null && leader.getUuid().equals(member.getUuid());
      boolean votes =
          told.voting().members().stream()
              .anyMatch(voter -> voter.getUuid().equals(member.getUuid()));
      peers.add(
          new Peer(
              member.getUuid().toString(),
              ServerAddress.of(member, group.inGrid(member)),
              leads,
              votes,
              progress.of(member.getUuid().toString())));
    }
    peers.sort(Comparator.comparing(Peer::address));
    return new Configuration(group.service().lastApplied(), peers);
  }

  @Override
  public CompletableFuture<Void> remove(String id) {
    return group
        .raft()
        .removeCPMember(UUID.fromString(id))
        .toCompletableFuture()
        .exceptionally(
            problem -> {
              // As while another change is under way.
              Throwable cause = problem.getCause() == null ? problem : problem.getCause();
              throw new PeerChangeException(String.valueOf(cause.getMessage()));
            });
  }
}
