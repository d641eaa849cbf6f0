package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.lictor.it.linear.Calls;
import org.lictor.it.linear.History;
import org.lictor.it.linear.Linearizability;
import org.lictor.it.linear.Model;
import org.lictor.it.linear.NotLinearizableException;
import org.lictor.it.linear.Outcome;
import org.lictor.it.load.CounterWorkload;
import org.lictor.it.load.KvClient;
import org.lictor.it.load.KvLoad;
import org.lictor.it.load.LockClient;
import org.lictor.it.load.LockWorkload;
import org.lictor.it.load.OwnKeysWorkload;
import org.lictor.it.load.ReadMode;
import org.lictor.it.load.RegisterWorkload;
import org.lictor.it.load.TransactionWorkload;
import org.lictor.it.load.TxnClient;

/**
 * A cluster whose keys are read and written all the while: registers whose history must be
 * linearizable, one set of them for each way to read; groups of keys that transactions read and
 * write, and locks, likewise; values with a key of their own that must all be there in the end; and
 * a counter that must have counted each raise once.
 */
final class LoadedCluster implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LoadedCluster.class.getName());
  private static final int KEYS = 8;
  private static final int GROUPS = 3;
  private static final int LOCKS = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final ClusterProcesses cluster;
  private final Random random;
  private final KvClient kv;
  private final Map<ReadMode, RegisterWorkload> registers = new EnumMap<>(ReadMode.class);
  private final OwnKeysWorkload ownKeys;
  private final CounterWorkload counter;
  private final TransactionWorkload transactions;
  private final LockWorkload locks;
  private final Map<Object, KvLoad> loads = new LinkedHashMap<>();

  /**
   * Puts a load on a cluster that is there, by {@code clients} threads for each set of registers.
   */
  LoadedCluster(ClusterProcesses cluster, int clients, long seed, ReadMode... modes) {
    this(cluster, "", clients, seed, modes);
  }

  /** The same on keys that begin with {@code prefix}, for a cluster that has a second load. */
  LoadedCluster(
      ClusterProcesses cluster, String prefix, int clients, long seed, ReadMode... modes) {
    this.cluster = cluster;
    this.random = new Random(seed);
    kv = new KvClient(cluster.urls(), TIMEOUT);
    for (ReadMode mode : modes) {
      registers.put(mode, new RegisterWorkload(kv, mode, prefix + "registers-" + mode, KEYS));
    }
    ownKeys = new OwnKeysWorkload(kv, prefix + "own");
    counter = new CounterWorkload(kv, ReadMode.DEFAULT, prefix + "counter");
    transactions =
        new TransactionWorkload(new TxnClient(cluster.urls(), TIMEOUT), prefix + "groups", GROUPS);
    locks = new LockWorkload(new LockClient(cluster.urls(), TIMEOUT), prefix + "locks", LOCKS);
    registers.forEach(
        (mode, workload) -> loads.put(mode, KvLoad.start(workload, clients, PAUSE, seed)));
    loads.put("own keys", KvLoad.start(ownKeys, 2, PAUSE, seed));
    loads.put("counter", KvLoad.start(counter, 2, PAUSE, seed));
    loads.put("transactions", KvLoad.start(transactions, 3, PAUSE, seed));
    loads.put("locks", KvLoad.start(locks, 4, PAUSE, seed));
  }

  /** Waits until each workload has had so many more of its writes acknowledged. */
  void awaitWrites(int more) {
    Map<ReadMode, Long> before = new EnumMap<>(ReadMode.class);
    registers.forEach((mode, workload) -> before.put(mode, workload.acknowledged().count()));
    long own = ownKeys.acknowledged().count();
    long counted = counter.acknowledged();
    long moved = transactions.acknowledged();
    long taken = locks.taken();
    cluster.await(
        more + " more writes of each kind",
        () ->
            loads.values().stream().anyMatch(KvLoad::failed)
                || (ownKeys.acknowledged().count() >= own + more
                    && counter.acknowledged() >= counted + more / 10
                    && transactions.acknowledged() >= moved + more / 5
                    && locks.taken() >= taken + more / 10
                    && registers.entrySet().stream()
                        .allMatch(
                            e ->
                                e.getValue().acknowledged().count()
                                    >= before.get(e.getKey()) + more)));
  }

  /** How many values with a key of their own were acknowledged. */
  long acknowledged() {
    return ownKeys.acknowledged().count();
  }

  /** Waits until so many more operations on registers have ended without an answer. */
  void awaitUnknown(int more) {
    long before = unknown();
    cluster.await(more + " writes without an answer", () -> unknown() >= before + more);
  }

  private long unknown() {
    return registers.values().stream()
        .mapToLong(workload -> workload.history().count(Outcome.UNKNOWN))
        .sum();
  }

  /** Ends the load and checks everything; the cluster must be well again by then. */
  void check() throws IOException, InterruptedException {
    for (KvLoad load : loads.values()) {
      load.stop();
    }
    for (Map.Entry<ReadMode, RegisterWorkload> register : registers.entrySet()) {
      cluster.await("the last reads", () -> register.getValue().readAll(random));
      History history = register.getValue().history();
      requireLinearizable(
          "registers-" + register.getKey(),
          history,
          () -> Linearizability.require(history),
          history::save);
      assertThat(register.getValue().lost()).as("lost keys").isEmpty();
    }
    cluster.await("the last looks", () -> transactions.readAll(random) && locks.readAll(random));
    requireLinearizable("transactions", transactions.calls(), TransactionWorkload.MODEL);
    requireLinearizable("locks", locks.calls(), LockWorkload.MODEL);
    assertThat(ownKeys.problems()).isEmpty();
    assertThat(counter.problems()).isEmpty();
  }

  private <A> void requireLinearizable(String name, Calls<A> calls, Model<?, A> model)
      throws IOException {
    requireLinearizable(name, calls, () -> Linearizability.require(calls, model), calls::save);
  }

  private void requireLinearizable(String name, Object history, Runnable check, Saved saved)
      throws IOException {
    LOG.log(
        System.Logger.Level.INFO, "{0}: {1}; stray 404s so far: {2}", name, history, kv.strays());
    try {
      check.run();
    } catch (NotLinearizableException e) {
      Path file = Path.of(System.getProperty("lictor.target", "target"), name + ".history");
      saved.to(Files.createDirectories(file.getParent()).resolve(file.getFileName()));
      throw new AssertionError(e.getMessage() + "\nall of it: " + file + "\n" + cluster.logs(), e);
    }
  }

  /** Writes a history down. */
  private interface Saved {
    void to(Path file) throws IOException;
  }

  @Override
  public void close() throws InterruptedException {
    for (KvLoad load : loads.values()) {
      load.close();
    }
  }
}
