package org.lictor.grid;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.Leadership;

/**
 * Who leads, as a client agent's server tells it: asked every second, and at once when a request
 * found nobody. Also tells when the server has fallen silent. Any thread.
 */
public final class RemoteLeadership implements Leadership, AutoCloseable {
  /** Silence is looked for this often, and the server asked every other time. */
  private static final Duration BEAT = Duration.ofMillis(500);

  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

  /** A status is worth no wait longer than until the next but one. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** Requests that fail together ask for the status together. */
  private static final Duration LEAST_BETWEEN = Duration.ofMillis(100);

  private static final Duration SILENCE = Duration.ofSeconds(2);
  private static final Duration FORGOTTEN = Duration.ofSeconds(3);

  private final ServerLine line;
  private final ScheduledFuture<?> beats;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile @Nullable Told told;
  private volatile boolean silent;
  private volatile long silentAt;
  private volatile long askedAt;
  private volatile Runnable onSilence = () -> {};
  private volatile boolean closed;
  private long beatAt;
  private long awakeSince;

  private record Told(ServerStatus status, long at) {}

  /** Begins to ask over {@code line}. */
  public RemoteLeadership(ServerLine line) {
    this.line = line;
    long now = line.now();
    beatAt = now;
    awakeSince = now;
    askedAt = now - BETWEEN_QUESTIONS.toNanos();
    beats =
        line.timer().scheduleWithFixedDelay(this::beat, 0, BEAT.toNanos(), TimeUnit.NANOSECONDS);
    line.onTrouble(this::askUnlessJustAsked);
  }

  @Override
  public boolean isLeader() {
    return false;
  }

  @Override
  public @Nullable String leaderAddress() {
    Told last = recent();
    return last == null ? null : last.status().leaderAddress();
  }

  @Override
  public long lastContactMillis() {
    Told last = told;
    return last == null ? 0 : last.status().lastContactMillis();
  }

  /** Which server is asked; null when none has answered of late. */
  public @Nullable String server() {
    Told last = recent();
    return last == null ? null : last.status().identity();
  }

  /** Whether no server has answered for some two seconds. */
  boolean silent() {
    return silent && line.heardAt() - silentAt < 0;
  }

  /** Has {@code listener} run each time a silence is noticed. It must not wait. */
  void onSilence(Runnable listener) {
    onSilence = listener;
  }

  private @Nullable Told recent() {
    Told last = told;
    return last == null || line.now() - last.at() > FORGOTTEN.toNanos() ? null : last;
  }

  private void beat() {
    long now = line.now();
    if (now - beatAt > 2 * BEAT.toNanos()) {
      // This process stood still itself: what it did not hear meanwhile may lie in its socket.
      awakeSince = now;
    }
    beatAt = now;
    if (now - askedAt >= BETWEEN_QUESTIONS.toNanos()) {
      ask();
    }
    boolean missing = Math.min(now - line.heardAt(), now - awakeSince) > SILENCE.toNanos();
    if (missing && !silent()) {
      silentAt = now;
      silent = true;
      onSilence.run();
    } else if (!missing) {
      silent = false;
    }
  }

  private void askUnlessJustAsked() {
    if (line.now() - askedAt > LEAST_BETWEEN.toNanos()) {
      ask();
    }
  }

  private void ask() {
    if (closed || !asking.compareAndSet(false, true)) {
      return;
    }
    askedAt = line.now();
    var unused =
        line.ask(DeskCodec.request(RequestKind.STATUS, 0), Courier.To.ANY, LIMIT, DeskCodec::status)
            .whenComplete(
                (status, problem) -> {
                  asking.set(false);
                  if (problem == null) {
                    told = new Told(status, line.now());
                  }
                });
  }

  /** Asks no more. */
  @Override
  public void close() {
    closed = true;
    beats.cancel(false);
  }
}
