package org.lictor.consensus.simulated;

import java.util.SplittableRandom;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.CommandLogContract;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.RecordingHandler;

/** The leader's log in a healthy cluster of three keeps every log's promises. */
class SimulatedCommandLogTest implements CommandLogContract {
  private static final World.Settings SETTINGS = new World.Settings(3, 10_000, 100, Bug.NONE);

  @Override
  public CommandLog open(CommittedHandler handler) {
    VirtualClock clock = new VirtualClock();
    SimulatedCluster cluster =
        new SimulatedCluster(
            SETTINGS,
            clock,
            new SplittableRandom(1),
            id -> id == 0 ? handler : new RecordingHandler(),
            Runnable::run,
            new Witness() {});
    cluster.start();
    return new DrivenCommandLog(clock, cluster.servers().get(0)).open();
  }
}
