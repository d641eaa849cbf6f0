package org.lictor.grid;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lictor.query.Answer;
import org.lictor.query.Query;
import org.lictor.state.Bell;

/**
 * The newest answer to one query, followed by waiting at a server for the next one. It ends when
 * nobody looks at it any more, or when no server vouches for it: then its watches fire and it is
 * not given out again. Any thread.
 */
final class Standing<T> {
  /** Short enough that a reply that got lost is noticed. */
  static final Duration WAIT = Duration.ofMinutes(1);

  /** Without a look it ends, at the end of the wait it is in. */
  static final Duration IDLE = Duration.ofMinutes(3);

  /** How long an answer is given out after the server that would have told of changes was lost. */
  static final Duration DOUBT = Duration.ofSeconds(2);

  private static final Duration FIRST_DELAY = Duration.ofMillis(20);
  private static final Duration LONGEST_DELAY = Duration.ofMillis(500);

  /** Changes that follow each other faster are taken together. */
  private static final Duration BREATH = Duration.ofMillis(10);

  private final Query<T> query;
  private final ServerLine line;
  private final Source source;
  private final Consumer<Standing<?>> onEnd;
  private volatile Held<T> held;
  private volatile long lookedAt;
  private volatile boolean over;
  private @Nullable Object doubt;
  private Duration delay = FIRST_DELAY;

  /** Where answers come from: asks once, of any server. */
  interface Source {
    <T> CompletableFuture<Answer<T>> ask(Query<T> query, long minIndex, Duration wait);
  }

  private record Held<T>(Answer<T> answer, Bell bell) {
    static <T> Held<T> of(T value, Answer<?> told, Bell bell) {
      return new Held<>(
          new Answer<>(
              value, told.index(), told.knownLeader(), told.lastContactMillis(), bell.watches()),
          bell);
    }
  }

  /**
   * Begins with what a server just answered.
   *
   * @param onEnd runs before the watches of the last answer fire
   */
  Standing(
      Query<T> query,
      Answer<T> first,
      ServerLine line,
      Source source,
      Consumer<Standing<?>> onEnd) {
    this.query = query;
    this.line = line;
    this.source = source;
    this.onEnd = onEnd;
    held = Held.of(first.value(), first, new Bell());
    lookedAt = line.now();
  }

  Query<T> query() {
    return query;
  }

  /** The newest answer; null when this has ended. */
  @Nullable Answer<T> look() {
    lookedAt = line.now();
    return current();
  }

  /** The same, without counting as a look. */
  @Nullable Answer<T> current() {
    return over ? null : held.answer();
  }

  /** How long nobody has looked, in nanoseconds. */
  long idleNanos() {
    return line.now() - lookedAt;
  }

  /** Waits for the next answer, and then again. */
  void follow() {
    long begun = line.now();
    var unused =
        source
            .ask(query, held.answer().index(), WAIT)
            .whenComplete(
                (answer, problem) -> {
                  if (over) {
                    return;
                  }
                  if (problem != null) {
                    doubt();
                    return;
                  }
                  take(answer);
                  if (idleNanos() > IDLE.toNanos()) {
                    end();
                  } else if (line.now() - begun < BREATH.toNanos()) {
                    line.later(BREATH, this::follow);
                  } else {
                    follow();
                  }
                });
  }

  private synchronized void take(Answer<T> answer) {
    if (over) {
      return;
    }
    Held<T> before = held;
    if (answer.value().equals(before.answer().value())) {
      // Whoever has made something of the value may keep it.
      held = Held.of(before.answer().value(), answer, before.bell());
      return;
    }
    held = Held.of(answer.value(), answer, new Bell());
    before.bell().ring();
  }

  private void doubt() {
    Object since;
    synchronized (this) {
      since = doubt;
      if (since == null) {
        since = new Object();
        doubt = since;
        delay = FIRST_DELAY;
        Object mine = since;
        line.later(DOUBT, () -> endIfStill(mine));
      } else {
        delay = delay.compareTo(LONGEST_DELAY) < 0 ? delay.multipliedBy(2) : LONGEST_DELAY;
      }
    }
    line.later(line.jittered(delay), this::confirm);
  }

  /**
   * Asks another server for the answer as it is. One that lags behind must not take a newer answer
   * away: then the wait goes on there.
   */
  private void confirm() {
    if (over) {
      return;
    }
    var unused =
        source
            .ask(query, 0, Duration.ZERO)
            .whenComplete(
                (answer, problem) -> {
                  if (over) {
                    return;
                  }
                  if (problem != null) {
                    doubt();
                    return;
                  }
                  synchronized (this) {
                    doubt = null;
                  }
                  if (answer.index() >= held.answer().index()) {
                    take(answer);
                  }
                  follow();
                });
  }

  private void endIfStill(Object since) {
    boolean still;
    synchronized (this) {
      still = doubt == since;
    }
    if (still) {
      end();
    }
  }

  /** Ends it: what was given out no longer holds. */
  void end() {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
    }
    onEnd.accept(this);
    held.bell().ring();
  }
}
