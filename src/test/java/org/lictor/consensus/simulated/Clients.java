package org.lictor.consensus.simulated;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.model.Session;
import org.lictor.state.StateImage;

/**
 * Clients that write and read on all servers, each waiting for its answer before it goes on. Few
 * names, so that they meet each other.
 */
final class Clients {
  private static final int LONGEST_THOUGHT_MILLIS = 60;

  private final VirtualClock clock;
  private final RandomGenerator random;
  private final List<SimulatedServer> servers;
  private final Registries registries;
  private final Writing writing;
  private final Keepers keepers;
  private final List<Invariant> invariants;
  private final CommandSource catalog;
  private final CommandSource keys;
  private final CommandSource sessions;
  private final CommandSource accounts;
  private boolean resting;

  Clients(
      VirtualClock clock,
      RandomGenerator random,
      List<SimulatedServer> servers,
      Registries registries,
      Writing writing,
      Keepers keepers,
      List<Invariant> invariants) {
    this.clock = clock;
    this.random = random;
    this.servers = servers;
    this.registries = registries;
    this.writing = writing;
    this.keepers = keepers;
    this.invariants = invariants;
    catalog = new CatalogWrites(random);
    keys = new KeyWrites(random);
    sessions = new SessionWrites(random);
    accounts = new AccountWrites(random);
  }

  void start(int count) {
    for (int i = 0; i < count; i++) think();
  }

  /** Has each client do nothing more once it has its answer. */
  void rest() {
    resting = true;
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
    switch (random.nextInt(10)) {
      case 0, 1 -> {
        read(server);
        think();
      }
      case 2 -> renew(server);
      default ->
          writing
              .write(server, command(registries.store(server.id).image()))
              .whenComplete((committed, failure) -> think());
    }
  }

  private void read(SimulatedServer server) {
    long known = writing.knownIndex();
    server
        .log()
        .confirmedIndex()
        .whenComplete(
            (index, failure) -> {
              if (index == null) return;
              long shown = registries.store(server.id).image().index();
              clock.after(0, () -> confirmed(known, index, shown));
            });
  }

  private void confirmed(long known, long index, long shown) {
    writing.known(index);
    invariants.forEach(invariant -> invariant.confirmed(known, index, shown));
  }

  private void renew(SimulatedServer server) {
    List<Session> shown =
        registries.store(server.id).image().sessions().byId().values().stream()
            .filter(session -> !session.ttl().isEmpty())
            .toList();
    if (shown.isEmpty()) {
      think();
      return;
    }
    Session session = shown.get(random.nextInt(shown.size()));
    Renewal renewal = new Renewal(session, clock.now(), writing.knownIndex());
    keepers
        .renew(server, session.id())
        .whenComplete((answer, failure) -> clock.after(0, () -> answered(renewal, answer)));
  }

  private void answered(Renewal renewal, @Nullable Optional<Session> answer) {
    think();
    if (answer != null && answer.isPresent()) {
      invariants.forEach(invariant -> invariant.renewed(renewal));
    }
  }

  private Command command(StateImage shown) {
    return switch (random.nextInt(16)) {
      case 0, 1, 2, 3, 4 -> catalog.next(shown);
      case 5, 6, 7, 8 -> keys.next(shown);
      case 9, 10, 11, 12 -> sessions.next(shown);
      default -> accounts.next(shown);
    };
  }
}
