package org.lictor.consensus.simulated;

import java.util.List;
import java.util.random.RandomGenerator;

/** What goes wrong: crashes, power cuts, partitions, one-way cuts, bad ways, slow disks. */
final class Faults {
  /** Some runs are hectic, so that faults meet each other, and some calm, so that much is done. */
  private static final int[] LONGEST_PEACE_MILLIS = {100, 400, 1_000};

  private static final int LONGEST_DOWN_MILLIS = 1_000;

  /** Back before anyone has missed it, as a process that is restarted by its keeper. */
  private static final int QUICK_RESTART_MILLIS = 20;

  private final VirtualClock clock;
  private final RandomGenerator random;
  private final SimulatedCluster cluster;
  private final List<SimulatedServer> servers;
  private final int longestPeaceMillis;
  private boolean over;

  Faults(VirtualClock clock, RandomGenerator random, SimulatedCluster cluster) {
    this.clock = clock;
    this.random = random;
    this.cluster = cluster;
    servers = cluster.servers();
    longestPeaceMillis = LONGEST_PEACE_MILLIS[random.nextInt(LONGEST_PEACE_MILLIS.length)];
  }

  void start() {
    clock.after(
        1 + random.nextInt(longestPeaceMillis),
        () -> {
          if (over) return;
          strike();
          start();
        });
  }

  /** Ends all faults and mends what they did. */
  void end() {
    over = true;
    cluster.heal();
  }

  private void strike() {
    switch (random.nextInt(15)) {
      case 0 -> crash(any());
      case 1 -> crash(leaderOrAny());
      case 2 -> servers.forEach(this::crash);
      case 3 -> split();
      case 4 -> isolate(leaderOrAny());
      case 5 -> cutOneWay();
      case 6 -> cluster.network().worsen(0.2 * random.nextDouble(), 0, 60);
      case 7 -> cluster.network().worsen(0, 0.5 * random.nextDouble(), 1 + random.nextInt(200));
      case 8 -> any().disk().slowDown(1 + random.nextInt(300));
      case 9 -> servers.forEach(server -> server.disk().slowDown(1 + random.nextInt(100)));
      case 10 -> crashAgainAndAgain(any(), 1 + random.nextInt(10));
      case 11 -> rivals(leaderOrAny());
      default -> mend();
    }
  }

  private void mend() {
    cluster.network().heal();
    servers.forEach(server -> server.disk().heal());
  }

  private void crash(SimulatedServer server) {
    server.crash();
    int longest = random.nextBoolean() ? QUICK_RESTART_MILLIS : LONGEST_DOWN_MILLIS;
    clock.after(1 + random.nextInt(longest), server::start);
  }

  private void crashAgainAndAgain(SimulatedServer server, int times) {
    if (over) return;
    server.crash();
    clock.after(1 + random.nextInt(QUICK_RESTART_MILLIS), server::start);
    if (times > 1) {
      clock.after(
          QUICK_RESTART_MILLIS + random.nextInt(2 * QUICK_RESTART_MILLIS),
          () -> crashAgainAndAgain(server, times - 1));
    }
  }

  private void split() {
    boolean[] side = new boolean[servers.size()];
    for (int i = 0; i < side.length; i++) side[i] = random.nextBoolean();
    for (int i = 0; i < side.length; i++) {
      for (int j = 0; j < side.length; j++) if (side[i] != side[j]) cluster.network().cut(i, j);
    }
  }

  /** The others see only one that comes and goes: several may stand for the same term. */
  private void rivals(SimulatedServer between) {
    for (int i = 0; i < servers.size(); i++) {
      for (int j = 0; j < servers.size(); j++) {
        if (i != between.id && j != between.id) cluster.network().cut(i, j);
      }
    }
    crashAgainAndAgain(between, 15);
  }

  private void isolate(SimulatedServer server) {
    for (int other = 0; other < servers.size(); other++) {
      cluster.network().cut(server.id, other);
      cluster.network().cut(other, server.id);
    }
  }

  private void cutOneWay() {
    int deaf = any().id;
    boolean deafToAll = random.nextBoolean();
    for (int other = 0; other < servers.size(); other++) {
      if (deafToAll || random.nextBoolean()) cluster.network().cut(other, deaf);
    }
  }

  private SimulatedServer any() {
    return servers.get(random.nextInt(servers.size()));
  }

  private SimulatedServer leaderOrAny() {
    for (SimulatedServer server : servers) {
      if (server.log().leadership().isLeader()) return server;
    }
    return any();
  }
}
