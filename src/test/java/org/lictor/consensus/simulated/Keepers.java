package org.lictor.consensus.simulated;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.agent.ManualScheduler;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.NoLeaderException;
import org.lictor.leader.SessionExpiry;
import org.lictor.model.Session;
import org.lictor.model.SessionId;
import org.lictor.registrar.CommandSubmitter;

/**
 * What each server does about sessions while it leads, or has not yet noticed that it leads no
 * more: the real thing, on the simulation's time.
 */
final class Keepers implements Witness {
  private static final int TICK_MILLIS = 50;

  /**
   * At one of so many ticks a server notices that it gained or lost the lead: a busy one is late.
   */
  private static final int TICKS_TO_NOTICE = 8;

  private static final int LONGEST_PAUSE_MILLIS = 1_000;
  private static final int SLOWEST_WAY_MILLIS = 20;

  private final VirtualClock clock;
  private final RandomGenerator random;
  private final Registries registries;
  private final Writing writing;
  private final List<SimulatedServer> servers;
  private final @Nullable Keeper[] keepers;

  Keepers(
      VirtualClock clock,
      RandomGenerator random,
      Registries registries,
      Writing writing,
      List<SimulatedServer> servers) {
    this.clock = clock;
    this.random = random;
    this.registries = registries;
    this.writing = writing;
    this.servers = servers;
    keepers = new Keeper[servers.size()];
  }

  /** A new life of a server knows nothing of what an earlier one had heard. */
  @Override
  public void started(SimulatedServer server) {
    Keeper begun = new Keeper(server);
    keepers[server.id] = begun;
    clock.after(random.nextInt(TICK_MILLIS), () -> begun.tick());
  }

  /** Asks whoever leads, as {@code server} sees it, to let a session live on. */
  CompletableFuture<Optional<Session>> renew(SimulatedServer server, SessionId id) {
    CompletableFuture<Optional<Session>> answer = new CompletableFuture<>();
    RaftServer running = server.running();
    Keeper leader =
        running == null || running.leader == RaftServer.NOBODY ? null : keepers[running.leader];
    travel(
        () -> {
          if (leader == null) answer.completeExceptionally(new NoLeaderException());
          else leader.renew(id, answer);
        });
    return answer;
  }

  private void travel(Runnable arrival) {
    clock.after(1 + random.nextInt(SLOWEST_WAY_MILLIS), arrival);
  }

  /** One life of a server. */
  private final class Keeper {
    private final SimulatedServer server;
    private final @Nullable RaftServer life;
    private final ManualScheduler scheduler = new ManualScheduler();
    private final SessionExpiry expiry;

    Keeper(SimulatedServer server) {
      this.server = server;
      life = server.running();
      CommandLog log = writing.log(server, this::later);
      expiry =
          new SessionExpiry(
              registries.store(server.id),
              log,
              new CommandSubmitter(log, writing.moments()),
              () -> Duration.ofMillis(clock.now()).toNanos(),
              scheduler);
    }

    private boolean lives() {
      return server.running() == life;
    }

    void tick() {
      if (!lives()) return;
      if (random.nextInt(TICKS_TO_NOTICE) == 0) notice();
      scheduler.advance(Duration.ofMillis(TICK_MILLIS));
      clock.after(TICK_MILLIS, this::tick);
    }

    private void notice() {
      if (server.log().leadership().isLeader()) expiry.gained();
      else expiry.lost();
    }

    /** Between what a thread has decided and what it does there may be a pause of the process. */
    private void later(Runnable work) {
      int longest = random.nextInt(2) == 0 ? LONGEST_PAUSE_MILLIS : 1;
      clock.after(
          random.nextInt(longest),
          () -> {
            if (lives()) work.run();
          });
    }

    void renew(SessionId id, CompletableFuture<Optional<Session>> answer) {
      if (!lives()) {
        answer.completeExceptionally(new NoLeaderException());
        return;
      }
      expiry
          .renew(id)
          .whenComplete(
              (session, failure) ->
                  travel(
                      () -> {
                        if (session != null) answer.complete(session);
                        else answer.completeExceptionally(failure);
                      }));
    }
  }
}
