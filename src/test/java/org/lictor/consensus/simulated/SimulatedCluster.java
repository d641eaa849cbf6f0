package org.lictor.consensus.simulated;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.lictor.consensus.CommittedHandler;

/** Servers with all that surrounds them. One thread at a time. */
final class SimulatedCluster {
  private final World world;
  private final List<SimulatedServer> servers;

  /**
   * @param handlers makes a handler for each life of each server
   * @param answers runs what tells a submitter his answer
   */
  SimulatedCluster(
      World.Settings settings,
      VirtualClock clock,
      RandomGenerator random,
      IntFunction<CommittedHandler> handlers,
      Executor answers,
      Witness witness) {
    LossyNetwork network = new LossyNetwork(clock, random, settings.servers());
    world = new World(settings, clock, random, network, answers, witness);
    servers =
        IntStream.range(0, settings.servers())
            .mapToObj(id -> new SimulatedServer(id, world, () -> handlers.apply(id)))
            .toList();
  }

  void start() {
    servers.forEach(SimulatedServer::start);
  }

  List<SimulatedServer> servers() {
    return servers;
  }

  LossyNetwork network() {
    return world.network();
  }

  /** Mends network and disks and starts all that are down. */
  void heal() {
    network().heal();
    for (SimulatedServer server : servers) {
      server.disk().heal();
      server.start();
    }
  }
}
