package org.lictor.consensus.hazelcast;

import com.hazelcast.cluster.Address;
import com.hazelcast.cp.internal.raft.impl.RaftEndpoint;
import com.hazelcast.cp.internal.raft.impl.RaftNodeImpl;
import com.hazelcast.cp.internal.raft.impl.state.RaftState;
import com.hazelcast.cp.internal.raft.impl.task.PreVoteTask;
import com.hazelcast.internal.util.Clock;

/**
 * Has the servers elect a leader as soon as the grid has removed the member that led. By itself the
 * engine looks every one to two seconds whether its leader is there, and then refuses for as long
 * to vote, since it has heard of that leader lately. Only who follows the one that is gone is
 * hurried; that no two lead in a term is the vote's matter, and that is as it was.
 */
final class LostLeader {
  /** The followers start one after another, or each would vote for itself. */
  private static final long STAGGER_MILLIS = 200;

  /** Beyond what the engine adds to the timeout of an election by chance. */
  private static final long LONGEST_CHANCE_MILLIS = 1_000;

  private final RaftGroups groups;

  LostLeader(RaftGroups groups) {
    this.groups = groups;
  }

  /** The grid has removed the member at {@code address}. Any thread; never waits. */
  void removed(Address address) {
    groups.execute(
        follower -> {
          RaftEndpoint leader = follower.state().leader();
          if (leader != null
              && groups.isAt(leader, address)
              && !follower.getLocalMember().equals(leader)) {
            elect(follower, leader);
          }
        });
  }

  /** On the group's own thread. */
  private static void elect(RaftNodeImpl follower, RaftEndpoint lost) {
    RaftState state = follower.state();
    follower.leader(null);
    long forgetsAfter = follower.getLeaderElectionTimeoutInMillis() + LONGEST_CHANCE_MILLIS;
    long heard = follower.lastAppendEntriesTimestamp();
    EnginePart.set(
        RaftNodeImpl.class,
        "lastAppendEntriesTimestamp",
        follower,
        Math.min(heard, Clock.currentTimeMillis() - forgetsAfter));
    long rank =
        state.members().stream()
            .filter(other -> !other.equals(lost))
            .map(RaftEndpoint::getUuid)
            .filter(id -> id.compareTo(follower.getLocalMember().getUuid()) < 0)
            .count();
    follower.schedule(new PreVoteTask(follower, state.term()), rank * STAGGER_MILLIS);
  }
}
