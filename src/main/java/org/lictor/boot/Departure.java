package org.lictor.boot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.lictor.consensus.hazelcast.HazelcastCommandLog;
import org.lictor.grid.LiveMembers.Live;
import org.lictor.registrar.MemberWriter;

/**
 * How an agent leaves: it has the registry remember that it left on purpose, whereupon the leader
 * takes its node from the catalog; a server that is one of several then goes from the log as well.
 * A server that is alone has nobody to tell; its node stays in its own catalog, as with Consul's
 * leader.
 */
final class Departure {
  private static final Logger LOG = System.getLogger("org.lictor.agent");
  private static final int TELL_SECONDS = 5;
  private static final int LOG_SECONDS = 8;

  private final Station station;
  private final MemberWriter members;

  Departure(Station station, MemberWriter members) {
    this.station = station;
    this.members = members;
  }

  /** Completes with whether the others know, those that are there. Never fails. */
  CompletableFuture<Boolean> leave() {
    boolean several = station.log() instanceof HazelcastCommandLog;
    if (station.store() != null && !several) {
      return CompletableFuture.completedFuture(true);
    }
    return told()
        .thenCompose(nothing -> offTheLog())
        .handle(
            (nothing, problem) -> {
              if (problem != null) {
                LOG.log(Level.WARNING, "the leave was not completed: " + problem.getMessage());
              }
              return problem == null;
            });
  }

  private CompletableFuture<?> told() {
    if (!station.live().haveServer()) {
      LOG.log(
          Level.WARNING,
          "no server is there to hear of the leave; for those that know this node it will have"
              + " failed");
      return CompletableFuture.completedFuture(null);
    }
    String own = NameGuard.incarnation();
    for (Live one : station.live().live()) {
      if (one.incarnation().equals(own)) {
        return members.left(one.member(), own).orTimeout(TELL_SECONDS, TimeUnit.SECONDS);
      }
    }
    return CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<?> offTheLog() {
    return station.log() instanceof HazelcastCommandLog cluster
        ? cluster.leave().orTimeout(LOG_SECONDS, TimeUnit.SECONDS)
        : CompletableFuture.completedFuture(null);
  }
}
