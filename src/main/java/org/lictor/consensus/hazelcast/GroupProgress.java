package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.internal.raft.impl.RaftEndpoint;
import com.hazelcast.cp.internal.raft.impl.state.FollowerState;
import com.hazelcast.cp.internal.raft.impl.state.LeaderState;
import com.hazelcast.cp.internal.raft.impl.state.RaftState;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lictor.command.BinaryReader;
import org.lictor.command.BinaryWriter;
import org.lictor.consensus.Peers;

/**
 * How far each server of a group is.
 *
 * @param peers by the server's UUID; none of whom nothing is known yet
 */
record GroupProgress(Map<String, Peers.Progress> peers) {
  static final GroupProgress UNKNOWN = new GroupProgress(Map.of());

  /** What the leader knows; nothing elsewhere. For the thread of the group's partition. */
  static GroupProgress of(RaftState state, long nowMillis) {
    LeaderState leader = state.leaderState();
    if (leader == null) return UNKNOWN;
    long term = state.log().lastLogOrSnapshotTerm();
    Map<String, Peers.Progress> peers = new TreeMap<>();
    peers.put(
        state.localEndpoint().getUuid().toString(),
        new Peers.Progress(term, state.log().lastLogOrSnapshotIndex(), 0));
    for (Map.Entry<RaftEndpoint, FollowerState> entry : leader.getFollowerStates().entrySet()) {
      FollowerState follower = entry.getValue();
      // 0 until it has acknowledged something to this leader.
      if (follower.matchIndex() == 0) continue;
      long silent = Math.max(0, nowMillis - follower.appendRequestAckTimestamp());
      peers.put(
          entry.getKey().getUuid().toString(),
          new Peers.Progress(term, follower.matchIndex(), silent));
    }
    return new GroupProgress(peers);
  }

  byte[] bytes() {
    BinaryWriter out = new BinaryWriter(256).number(peers.size());
    peers.forEach(
        (id, progress) ->
            out.text(id)
                .number(progress.term())
                .number(progress.lastIndex())
                .number(progress.silentMillis()));
    return out.toBytes();
  }

  static GroupProgress read(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes);
    Map<String, Peers.Progress> peers = new HashMap<>();
    for (long left = in.number(); left > 0; left--) {
      peers.put(in.text(), new Peers.Progress(in.number(), in.number(), in.number()));
    }
    return new GroupProgress(peers);
  }

  /** Of one server; null when nothing is known of it. */
  Peers.@Nullable Progress of(String id) {
    return peers.get(id);
  }
}
