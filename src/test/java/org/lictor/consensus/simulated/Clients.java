package org.lictor.consensus.simulated;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.consensus.Committed;
import org.lictor.model.CheckId;
import org.lictor.model.HealthCheck;
import org.lictor.model.KvEntry;
import org.lictor.model.LogIndexes;
import org.lictor.model.Node;
import org.lictor.model.NodeName;
import org.lictor.model.Octets;
import org.lictor.model.ServiceId;
import org.lictor.state.TestStore;

/**
 * Clients that write and read on all servers, each waiting for its answer before it goes on. Few
 * names, so that they meet each other.
 */
final class Clients {
  static final List<String> SERVICES = List.of("web", "db");
  static final List<String> NODES = List.of("n1", "n2", "n3");
  static final List<String> KEYS = List.of("kept/a", "kept/b", "kept/c", "gone/a", "gone/b");
  private static final int LONGEST_THOUGHT_MILLIS = 60;

  private final VirtualClock clock;
  private final RandomGenerator random;
  private final List<SimulatedServer> servers;
  private final Registries registries;
  private final List<Invariant> invariants;
  private boolean resting;
  private long writes;
  private long knownIndex;
  private int acknowledged;

  Clients(
      VirtualClock clock,
      RandomGenerator random,
      List<SimulatedServer> servers,
      Registries registries,
      List<Invariant> invariants) {
    this.clock = clock;
    this.random = random;
    this.servers = servers;
    this.registries = registries;
    this.invariants = invariants;
  }

  static boolean isNeverDeleted(String key) {
    return key.startsWith("kept/");
  }

  void start(int count) {
    for (int i = 0; i < count; i++) think();
  }

  /** Has each client do nothing more once it has its answer. */
  void rest() {
    resting = true;
  }

  /** How many writes were acknowledged. */
  int acknowledged() {
    return acknowledged;
  }

  private void think() {
    clock.after(
        1 + random.nextInt(LONGEST_THOUGHT_MILLIS),
        () -> {
          if (!resting) act();
        });
  }

  private void act() {
    SimulatedServer server = servers.get(random.nextInt(servers.size()));
    if (random.nextInt(5) == 0) {
      read(server);
      think();
    } else {
      write(server, command(server.id)).whenComplete((committed, failure) -> think());
    }
  }

  private void read(SimulatedServer server) {
    long known = knownIndex;
    server
        .log()
        .confirmedIndex()
        .whenComplete(
            (index, failure) -> {
              if (index != null) clock.after(0, () -> confirmed(known, index));
            });
  }

  private void confirmed(long known, long index) {
    knownIndex = Math.max(knownIndex, index);
    invariants.forEach(invariant -> invariant.confirmed(known, index));
  }

  CompletableFuture<Committed> write(SimulatedServer server, Command command) {
    Write write = new Write(++writes, command, knownIndex);
    CompletableFuture<Committed> answer = server.log().submit(write.bytes());
    // Judged in a step of its own: a future would swallow what an invariant throws.
    answer.whenComplete(
        (committed, failure) -> clock.after(0, () -> answered(write, committed, failure)));
    return answer;
  }

  private void answered(Write write, @Nullable Committed committed, @Nullable Throwable failure) {
    if (committed != null) {
      acknowledged++;
      knownIndex = Math.max(knownIndex, committed.index());
    }
    invariants.forEach(invariant -> invariant.answered(write, committed, failure));
  }

  // ---- what they write

  private Command command(int server) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> register();
      case 3 -> new Command.Deregister(name(), new ServiceId(pick(SERVICES)), null);
      case 4 -> new Command.Deregister(name(), null, new CheckId("c" + random.nextInt(2)));
      case 5 -> random.nextInt(3) > 0 ? register() : new Command.Deregister(name(), null, null);
      case 6 -> new Command.KvDelete(random.nextBoolean() ? "gone/" : "gone/a", true, null);
      case 7 -> new Command.TombstoneReap(knownIndex / 2);
      default -> set(server);
    };
  }

  /** Unconditional, or on the condition of what one server, perhaps behind, shows. */
  private Command set(int server) {
    String key = pick(KEYS);
    KvEntry entry = registries.store(server).image().kv().get(key);
    Long condition = null;
    if (random.nextInt(3) == 0) condition = entry == null ? 0 : entry.indexes().modify();
    return new Command.KvSet(key, Octets.of("v" + writes), 0, condition);
  }

  private Command register() {
    NodeName node = name();
    String service = random.nextInt(4) == 0 ? "" : pick(SERVICES);
    HealthCheck check =
        TestStore.aCheck(
            node.value(),
            "c" + random.nextInt(2),
            random.nextBoolean() ? HealthCheck.PASSING : HealthCheck.CRITICAL,
            random.nextBoolean() ? service : "");
    return new Command.Register(
        new Node(
            node,
            // An id that moves between names: now and then one is renamed or refused.
            random.nextInt(3) == 0 ? "aaaaaaaa-0000-0000-0000-00000000000" + random.nextInt(3) : "",
            "10.0.0." + random.nextInt(3),
            null,
            random.nextBoolean() ? null : Map.of("k", "v"),
            LogIndexes.NONE),
        random.nextBoolean(),
        service.isEmpty()
            ? null
            : TestStore.aService(
                node.value(), pick(SERVICES), service, random.nextInt(3), "t" + random.nextInt(2)),
        random.nextInt(3) == 0 ? List.of() : List.of(check));
  }

  private NodeName name() {
    return new NodeName(pick(NODES));
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
