package org.lictor.consensus.simulated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.lictor.command.Command;
import org.lictor.command.Outcome;
import org.lictor.consensus.Committed;
import org.lictor.model.Octets;

/**
 * One run of a cluster of 3 or 5 under faults, all of it decided by a seed: a troubled time, then a
 * time to heal in which the cluster has to come back by itself.
 */
final class Simulation {
  private static final int TROUBLED_MILLIS = 8_000;
  private static final int HEALING_MILLIS = 5_000;
  private static final int CLIENTS = 8;
  private static final int MOST_WAITING = 8;
  private static final int SNAPSHOT_AFTER = 15;

  private final long seed;
  private final VirtualClock clock = new VirtualClock();
  private final RandomGenerator random;
  private final Ledger ledger;
  private final Registries registries;
  private final List<Invariant> invariants = new ArrayList<>();
  private final SimulatedCluster cluster;
  private final Writing writing;
  private final Keepers keepers;
  private final Clients clients;
  private final Faults faults;
  private long steps;

  /** What a run was like, for those who compare runs. */
  record Summary(long steps, int acknowledged, long lastIndex, int stateHash) {}

  Simulation(long seed, Bug bug) {
    this.seed = seed;
    random = new SplittableRandom(seed);
    ledger = new Ledger(bug);
    int servers = seed % 2 == 0 ? 3 : 5;
    registries = new Registries(servers, bug);
    cluster =
        new SimulatedCluster(
            new World.Settings(servers, MOST_WAITING, SNAPSHOT_AFTER, bug),
            clock,
            random,
            registries::begin,
            answer -> clock.after(0, answer),
            new Everybody());
    invariants.add(new ReplicasAgree(servers, ledger, registries));
    invariants.add(new IndexNeverGoesBack(servers, registries));
    invariants.add(new AppliedOnce(ledger));
    invariants.add(new AcknowledgedIsKept(ledger, registries, cluster.servers()));
    invariants.add(new NoWakeUpIsLost(servers, registries));
    invariants.add(new ReadsAreFresh(ledger));
    invariants.add(new LocksEndWithSessions(ledger));
    invariants.add(new OneHolder(ledger));
    invariants.add(new LocksAreCounted(ledger));
    invariants.add(new LockDelayIsKept(ledger));
    invariants.add(new SessionsEndForAReason(ledger));
    invariants.add(new RenewedSessionsLast(ledger, clock));
    invariants.add(new TransactionsAreWhole(ledger));
    writing = new Writing(clock, invariants);
    keepers = new Keepers(clock, random, registries, writing, cluster.servers());
    clients =
        new Clients(clock, random, cluster.servers(), registries, writing, keepers, invariants);
    faults = new Faults(clock, random, cluster);
  }

  /** Runs to the end, or throws what did not hold, with the seed. */
  Summary run() {
    try {
      cluster.start();
      clients.start(CLIENTS);
      faults.start();
      stepUntil(TROUBLED_MILLIS);
      faults.end();
      clients.rest();
      comeBack();
    } catch (BrokenInvariant broken) {
      throw new BrokenInvariant(broken, where());
    } catch (RuntimeException defect) {
      throw new AssertionError(where() + ": " + defect, defect);
    }
    return new Summary(steps, writing.acknowledged(), ledger.lastIndex(), stateHash());
  }

  private String where() {
    return "seed " + seed + " at " + clock.now() + " ms";
  }

  private void stepUntil(long end) {
    while (clock.now() < end) step();
  }

  private void step() {
    clock.step();
    steps++;
    invariants.forEach(Invariant::afterStep);
  }

  /** After the faults a write succeeds within bounded time, and everyone gets to have it. */
  private void comeBack() {
    long end = clock.now() + HEALING_MILLIS;
    long written = writeUntilItSucceeds(end);
    while (clock.now() < end && !allHave(ledger.lastIndex())) step();
    if (!allHave(Math.max(written, ledger.lastIndex()))) {
      throw new BrokenInvariant("ComesBack", "the servers have not all caught up");
    }
  }

  private long writeUntilItSucceeds(long end) {
    Command command = new Command.KvSet("kept/last", Octets.of("x"), 0, null);
    while (clock.now() < end) {
      SimulatedServer server = cluster.servers().get(random.nextInt(cluster.servers().size()));
      CompletableFuture<Committed> answer = writing.write(server, command);
      while (!answer.isDone()) step();
      if (!answer.isCompletedExceptionally()) return answer.join().index();
      stepUntil(clock.now() + 50);
    }
    throw new BrokenInvariant("ComesBack", "no write succeeds after the faults");
  }

  private boolean allHave(long index) {
    return cluster.servers().stream().allMatch(server -> server.log().lastApplied() == index);
  }

  private int stateHash() {
    return Arrays.hashCode(Ledger.bytesOf(registries.store(0).image()));
  }

  /** Tells the ledger first and then those who compare with it. */
  private final class Everybody implements Witness {
    @Override
    public void started(SimulatedServer server) {
      keepers.started(server);
      invariants.forEach(invariant -> invariant.started(server));
    }

    @Override
    public void applied(int server, Entry entry, Outcome outcome) {
      ledger.applied(server, entry, outcome);
      invariants.forEach(invariant -> invariant.applied(server, entry, outcome));
    }

    @Override
    public void restored(int server, Snapshot snapshot) {
      invariants.forEach(invariant -> invariant.restored(server, snapshot));
    }

    @Override
    public void stopped(int server, Entry entry, RuntimeException problem) {
      invariants.forEach(invariant -> invariant.stopped(server, entry, problem));
    }
  }
}
