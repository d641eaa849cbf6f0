package org.lictor.grid;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.NoLeaderException;
import org.lictor.query.Answer;
import org.lictor.query.Query;

/**
 * Answers for readers that cannot wait: a query that is asked once is followed from then on, so
 * that it has the newest answer at hand. Answers with nothing in them are kept for a moment only:
 * anybody can invent names. When the servers fall silent, nothing is given out any more. Any
 * thread.
 */
final class StandingAnswers {
  /** How many queries are followed: each costs its answer, and a query that waits at a server. */
  static final int MOST_STANDING = 2000;

  /** One that was looked at since then does not make room for another. */
  static final Duration IN_USE = Duration.ofSeconds(30);

  /** What is not followed is asked again after that. */
  static final Duration BRIEF = Duration.ofSeconds(1);

  static final int MOST_BRIEF = 1024;

  /** How many threads may wait for a first answer, and how many first answers may be awaited. */
  static final int MOST_WAITING = 64;

  private static final int MOST_FETCHES = 256;

  private final ServerLine line;
  private final RemoteLeadership leadership;
  private final Source source;
  private final Duration firstWait;
  private final ConcurrentHashMap<Query<?>, Standing<?>> standing = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Query<?>, Brief> brief = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Query<?>, CompletableFuture<?>> fetches =
      new ConcurrentHashMap<>();
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  private record Brief(Answer<?> answer, long until) {}

  /** Where answers come from. */
  interface Source extends Standing.Source {
    /** Asks until some server answers, or it is no use. */
    <T> CompletableFuture<Answer<T>> first(Query<T> query);
  }

  /**
   * Answers from {@code source}.
   *
   * @param firstWait how long a thread may wait for a first answer
   */
  StandingAnswers(ServerLine line, RemoteLeadership leadership, Source source, Duration firstWait) {
    this.line = line;
    this.leadership = leadership;
    this.source = source;
    this.firstWait = firstWait;
    leadership.onSilence(this::clear);
  }

  /** Whether {@link #peek} would return, or fail, without a wait. */
  boolean ready(Query<?> query) {
    Standing<?> followed = standing.get(query);
    return leadership.silent()
        || (followed != null && followed.current() != null)
        || briefly(query) != null;
  }

  /** The newest answer. Fails with {@link NoLeaderException} when no server vouches for it. */
  <T> Answer<T> peek(Query<T> query) {
    if (leadership.silent()) {
      throw new NoLeaderException();
    }
    Answer<T> known = known(query);
    if (known != null) {
      return known;
    }
    if (!waiting.tryAcquire()) {
      throw new NoLeaderException();
    }
    try {
      return fetch(query).get(firstWait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new NoLeaderException();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new NoLeaderException();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException problem
          ? problem
          : new IllegalStateException("asking a server", failed);
    } finally {
      waiting.release();
    }
  }

  /** How many queries are followed. */
  int standing() {
    return standing.size();
  }

  @SuppressWarnings("unchecked") // a query is kept with its own answer
  private <T> @Nullable Answer<T> known(Query<T> query) {
    Standing<T> followed = (Standing<T>) standing.get(query);
    Answer<T> answer = followed == null ? null : followed.look();
    return answer != null ? answer : (Answer<T>) briefly(query);
  }

  private @Nullable Answer<?> briefly(Query<?> query) {
    Brief kept = brief.get(query);
    return kept == null || kept.until() - line.now() <= 0 ? null : kept.answer();
  }

  @SuppressWarnings("unchecked") // as above
  private <T> CompletableFuture<Answer<T>> fetch(Query<T> query) {
    CompletableFuture<Answer<T>> fetch = new CompletableFuture<>();
    CompletableFuture<Answer<T>> before =
        (CompletableFuture<Answer<T>>) fetches.putIfAbsent(query, fetch);
    if (before != null) {
      return before;
    }
    if (fetches.size() > MOST_FETCHES) {
      fetches.remove(query, fetch);
      fetch.completeExceptionally(new NoLeaderException());
      return fetch;
    }
    var unused =
        source
            .first(query)
            .whenComplete(
                (answer, problem) -> {
                  Answer<T> kept = problem == null ? keep(query, answer) : null;
                  fetches.remove(query, fetch);
                  if (kept != null) {
                    fetch.complete(kept);
                  } else {
                    fetch.completeExceptionally(Failures.cause(problem));
                  }
                });
    return fetch;
  }

  private <T> Answer<T> keep(Query<T> query, Answer<T> answer) {
    if (isEmpty(answer.value()) || !hasRoom()) {
      keepBriefly(query, answer);
      return answer;
    }
    return follow(query, answer);
  }

  private <T> Answer<T> follow(Query<T> query, Answer<T> answer) {
    Standing<T> followed = new Standing<>(query, answer, line, source, this::forget);
    Answer<T> kept = followed.look();
    Standing<?> before = standing.put(query, followed);
    if (before != null) {
      before.end();
    }
    followed.follow();
    return kept == null ? answer : kept;
  }

  private void forget(Standing<?> ended) {
    standing.remove(ended.query(), ended);
  }

  private void keepBriefly(Query<?> query, Answer<?> answer) {
    if (brief.size() >= MOST_BRIEF) {
      long now = line.now();
      brief.values().removeIf(kept -> kept.until() - now <= 0);
      if (brief.size() >= MOST_BRIEF) {
        brief.clear();
      }
    }
    brief.put(query, new Brief(answer, line.now() + BRIEF.toNanos()));
  }

  /** Whether one more may be followed; the one that was not looked at for longest may go for it. */
  private boolean hasRoom() {
    if (standing.size() < MOST_STANDING) {
      return true;
    }
    Optional<Standing<?>> oldest =
        standing.values().stream()
            .<Standing<?>>map(each -> each)
            .max(Comparator.comparingLong(Standing::idleNanos))
            .filter(each -> each.idleNanos() > IN_USE.toNanos());
    oldest.ifPresent(Standing::end);
    return oldest.isPresent();
  }

  private static boolean isEmpty(Object value) {
    if (value instanceof Collection<?> many) {
      return many.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty();
    }
    return value instanceof Optional<?> optional && optional.isEmpty();
  }

  private void clear() {
    standing.values().forEach(Standing::end);
    brief.clear();
  }
}
