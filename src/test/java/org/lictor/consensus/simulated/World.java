package org.lictor.consensus.simulated;

import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What surrounds all servers of a cluster.
 *
 * @param answers runs what tells a submitter his answer
 */
record World(
    Settings settings,
    VirtualClock clock,
    RandomGenerator random,
    LossyNetwork network,
    Executor answers,
    Witness witness) {

  /**
   * How a cluster is set up.
   *
   * @param mostWaiting entries that a leader holds uncommitted before it refuses more
   * @param snapshotAfter a snapshot is taken after so many commands
   */
  record Settings(int servers, int mostWaiting, int snapshotAfter, Bug bug) {}

  boolean has(Bug bug) {
    return settings.bug() == bug;
  }

  int servers() {
    return settings.servers();
  }
}
