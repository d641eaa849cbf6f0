package org.lictor.boot;

import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.lictor.config.ConfigException;
import org.lictor.config.Settings;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.hazelcast.HazelcastCommandLog;
import org.lictor.consensus.solo.QueueBounds;
import org.lictor.consensus.solo.SoloCommandLog;
import org.lictor.consensus.solo.SoloSettings;
import org.lictor.consensus.solo.VolatileCommandLog;
import org.lictor.replica.Replica;
import org.lictor.state.StateStore;

/**
 * Who orders a server's commands, and the store that they are replayed into.
 *
 * @param cluster the log when it is that of several servers; null when this one is alone
 */
record Consensus(CommandLog log, StateStore store, @Nullable HazelcastCommandLog cluster) {
  /**
   * The log that {@code settings} ask for. That of a server alone has been replayed when this
   * returns, that of several follows when they have met.
   */
  static Consensus open(Settings settings, @Nullable HazelcastInstance grid) throws IOException {
    if (settings.role().clustered()) {
      if (grid == null) {
        throw new ConfigException(
            "several servers need the data grid that \"lictor agent\" starts; alone, a server has -bootstrap-expect 1");
      }
      HazelcastCommandLog log = HazelcastCommandLog.on(grid, new SecureRandom().nextLong());
      return new Consensus(log, ((Replica) log.handler()).store(), log);
    }
    StateStore store = new StateStore();
    String address = PartSettings.serverAddress(settings);
    if (settings.role().dev() || settings.node().dataDir().isEmpty()) {
      return new Consensus(
          VolatileCommandLog.open(QueueBounds.USUAL, address, new Replica(store)), store, null);
    }
    Path directory = settings.node().dataDir().get().resolve("raft");
    Files.createDirectories(directory);
    return new Consensus(
        SoloCommandLog.open(SoloSettings.in(directory, address), new Replica(store)), store, null);
  }
}
