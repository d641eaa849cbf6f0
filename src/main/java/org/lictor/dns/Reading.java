package org.lictor.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lictor.consensus.NoLeaderException;
import org.lictor.dns.DnsSettings.Staleness;
import org.lictor.query.Answer;
import org.lictor.query.Query;
import org.lictor.query.QueryOptions;
import org.lictor.query.Registry;
import org.lictor.state.WatchSet;

/** The queries that one finding rests on, with their watches. One thread. */
final class Reading {
  /** As long as who asks by DNS has patience. */
  private static final long PATIENCE_MILLIS = 2000;

  private final Registry registry;
  private final Staleness staleness;
  private final boolean patient;
  private final List<WatchSet> watches = new ArrayList<>(2);

  Reading(Registry registry, Staleness staleness, boolean patient) {
    this.registry = registry;
    this.staleness = staleness;
    this.patient = patient;
  }

  /**
   * What the registry knows.
   *
   * @throws NotReadyException when it has to be fetched first and there is no time to wait for it
   */
  <T> T peek(Query<T> query) {
    Answer<T> answer = staleness.bounded() ? fresh(query) : known(query);
    watches.add(answer.watches());
    return answer.value();
  }

  private <T> Answer<T> known(Query<T> query) {
    if (!patient && !registry.ready(query)) {
      throw new NotReadyException();
    }
    return registry.peek(query);
  }

  private <T> Answer<T> fresh(Query<T> query) {
    if (staleness.allowed()) {
      Answer<T> known = known(query);
      if (!staleness.exceeded(known.lastContactMillis())) {
        return known;
      }
    }
    CompletableFuture<Answer<T>> leaders = registry.ask(query, QueryOptions.NOW);
    if (!patient && !leaders.isDone()) {
      throw new NotReadyException();
    }
    try {
      return leaders.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (TimeoutException late) {
      throw new NoLeaderException();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new NoLeaderException();
    }
  }

  List<WatchSet> watches() {
    return watches;
  }
}
