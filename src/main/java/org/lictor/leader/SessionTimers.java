package org.lictor.leader;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.LogBusyException;
import org.lictor.consensus.NoLeaderException;
import org.lictor.model.Session;
import org.lictor.model.SessionId;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.state.SessionTable;
import org.lictor.state.StateStore;

/**
 * The time that is left to each session, as one leader counts it. It says so in the log before it
 * counts ({@link Command.SessionTerm}), and ends sessions on the condition that no other has said
 * so since: one that has been replaced and does not know it yet ends nothing, and renews nothing.
 * Any thread; holds none while it waits.
 */
final class SessionTimers {
  /** A session lasts so many times what it asks for: a renewal may be late by as much again. */
  private static final int GRACE = 2;

  /** What could not be ended is tried again after so long. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** So many ends are under way together: enough to share flushes, few for the log's queue. */
  private static final int MOST_ENDING = 256;

  private static final System.Logger LOG = System.getLogger("org.lictor.leader");

  private final StateStore store;
  private final CommandLog log;
  private final CommandSubmitter submitter;
  private final ListeningTime time;

  // Guarded by this.
  private final Map<SessionId, Long> ends = new HashMap<>();
  private final Set<SessionId> ending = new HashSet<>();

  /** Whose end may have been ordered, or be so yet: nobody may be told that they live on. */
  private final Set<SessionId> doomed = new HashSet<>();

  private @Nullable Object looked;
  private boolean anyLimited;
  private @Nullable Object noted;
  private @Nullable CompletableFuture<Long> term;

  SessionTimers(StateStore store, CommandLog log, CommandSubmitter submitter, ListeningTime time) {
    this.store = store;
    this.log = log;
    this.submitter = submitter;
    this.time = time;
  }

  /** Ends the sessions whose time is up. To be called several times a second. */
  void look() {
    SessionTable sessions = store.image().sessions();
    Long began = counting(sessions);
    if (began != null) {
      due(sessions).forEach(session -> end(session, began));
    }
  }

  /** The term when the time of sessions is ours to count; begins it when there is any to count. */
  private synchronized @Nullable Long counting(SessionTable sessions) {
    // Read each time: it stands still while nobody does.
    time.nanos();
    if (sessions.byId() != looked) {
      looked = sessions.byId();
      anyLimited = sessions.byId().values().stream().anyMatch(SessionTimers::isLimited);
    }
    if (!anyLimited) {
      forget();
      return null;
    }
    CompletableFuture<Long> begun = begun();
    if (!begun.isDone() || begun.isCompletedExceptionally()) {
      return null;
    }
    return isOurs(begun.join()) ? begun.join() : null;
  }

  private void forget() {
    ends.clear();
    // Ends that were ordered for an earlier term no longer count.
    doomed.clear();
    noted = null;
  }

  private boolean isOurs(long began) {
    // Read now: what the look began with may be of before the term.
    if (store.image().sessions().term() == began) {
      return true;
    }
    // Somebody else said so later, or another state was restored. If this server still leads, it
    // says so again.
    term = null;
    forget();
    return false;
  }

  private static boolean isLimited(Session session) {
    return !session.lifetime().isZero();
  }

  /** The term, begun when it was not: completes with the index that it began with. */
  private synchronized CompletableFuture<Long> begun() {
    CompletableFuture<Long> known = term;
    if (known != null && !known.isCompletedExceptionally()) {
      return known;
    }
    CompletableFuture<Long> begun =
        submitter
            .commit(new Command.SessionTerm())
            // As the registry counts, which after a restore is ahead of the log.
            .thenApply(committed -> committed.index() + store.image().restoration().shift());
    term = begun;
    return begun;
  }

  private synchronized List<Session> due(SessionTable sessions) {
    long now = time.nanos();
    note(sessions, now);
    List<Session> due = new ArrayList<>();
    for (Map.Entry<SessionId, Long> end : ends.entrySet()) {
      Session session = sessions.get(end.getKey());
      boolean over = session != null && end.getValue() <= now;
      if (over && ending.size() < MOST_ENDING && ending.add(end.getKey())) {
        due.add(session);
      }
    }
    return due;
  }

  /** Begins the time of sessions that are new here, forgets those that are gone. */
  private void note(SessionTable sessions, long now) {
    if (sessions.byId() == noted) {
      return;
    }
    noted = sessions.byId();
    ends.keySet().removeIf(id -> sessions.get(id) == null);
    doomed.removeIf(id -> sessions.get(id) == null);
    for (Session session : sessions.byId().values()) {
      if (isLimited(session)) {
        ends.putIfAbsent(session.id(), now + allowance(session));
      }
    }
  }

  private static long allowance(Session session) {
    return session.lifetime().multipliedBy(GRACE).toNanos();
  }

  private void end(Session session, long began) {
    submitter
        .submit(new Command.SessionDestroy(session.id(), began))
        .whenComplete((done, problem) -> ended(session, done, problem));
  }

  private synchronized void ended(
      Session session, @Nullable Boolean done, @Nullable Throwable problem) {
    ending.remove(session.id());
    if (problem == null && Boolean.TRUE.equals(done)) {
      LOG.log(
          Level.INFO,
          "session expired: session="
              + session.id()
              + " node="
              + session.node()
              + " ttl="
              + session.ttl());
      return;
    }
    if (problem != null) {
      if (!isRefusal(problem)) {
        doomed.add(session.id());
      }
      LOG.log(
          Level.WARNING,
          "could not end session: session=" + session.id() + " error=" + problem.getMessage());
    }
    ends.computeIfPresent(session.id(), (id, end) -> time.nanos() + RETRY.toNanos());
  }

  private static boolean isRefusal(Throwable problem) {
    Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
    return cause instanceof NoLeaderException || cause instanceof LogBusyException;
  }

  /** See {@link SessionExpiry#renew}. */
  CompletableFuture<Optional<Session>> renew(SessionId id) {
    // What other leaders ordered must be in the image before anything is judged by it.
    return begun()
        .thenCompose(began -> log.confirmedIndex().thenApply(confirmed -> renewed(id, began)));
  }

  private synchronized Optional<Session> renewed(SessionId id, long began) {
    SessionTable sessions = store.image().sessions();
    if (sessions.term() != began) {
      throw new NoLeaderException();
    }
    Session session = sessions.get(id);
    // Its time was up, and its end cannot be called back: to whoever renews, it is gone.
    if (session == null || ending.contains(id) || doomed.contains(id)) {
      return Optional.empty();
    }
    if (isLimited(session)) {
      ends.put(id, time.nanos() + allowance(session));
    }
    return Optional.of(session);
  }
}
