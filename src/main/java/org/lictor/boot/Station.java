package org.lictor.boot;

import com.hazelcast.core.HazelcastInstance;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.lictor.backup.Archives;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Peers;
import org.lictor.grid.CoordinateSink;
import org.lictor.grid.LiveMembers;
import org.lictor.grid.Renewals;
import org.lictor.leader.SessionExpiry;
import org.lictor.query.Registry;
import org.lictor.state.StateStore;

/**
 * An agent's place in the cluster: the log, the registry and the members that its role gives it.
 *
 * @param log on a server its own, on a client the servers'
 * @param registry likewise
 * @param coordinates takes what agents tell of where they stand
 * @param archives makes archives of the whole registry
 * @param store what this server replays into; null on a client
 * @param live who is connected
 * @param renewals reach the leader, wherever it is
 * @param expiry counts the sessions' time while this server leads; null on a client
 * @param grid null in an agent without one
 */
record Station(
    CommandLog log,
    Registry registry,
    Peers peers,
    LiveMembers live,
    Renewals renewals,
    @Nullable SessionExpiry expiry,
    @Nullable HazelcastInstance grid,
    CoordinateSink coordinates,
    Archives archives,
    @Nullable StateStore store) {
  /** How many members there are now. */
  IntSupplier size() {
    return () -> live.live().size();
  }
}
