package org.lictor.watch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One watch at work: asks, has the handler look at what is new, and asks again. Its steps follow
 * one another, whichever thread they run on.
 */
final class WatchLoop {
  private static final Logger LOG = System.getLogger("org.lictor.watch");
  static final long RETRY_SECONDS = 5;
  static final long LONGEST_RETRY_SECONDS = 180;

  private final WatchSpec spec;
  private final Executor workers;
  private final ScheduledExecutorService timer;
  private volatile boolean stopped;
  private volatile @Nullable Sighting last;
  private volatile @Nullable String shown;
  private volatile int failures;

  WatchLoop(WatchSpec spec, Executor workers, ScheduledExecutorService timer) {
    this.spec = spec;
    this.workers = workers;
    this.timer = timer;
  }

  WatchSpec spec() {
    return spec;
  }

  /** Asks no more. A handler at work is left to its end. */
  void stop() {
    stopped = true;
  }

  void ask() {
    if (stopped) {
      return;
    }
    CompletableFuture<Sighting> answer;
    try {
      answer = spec.source().after(last);
    } catch (RuntimeException problem) {
      answer = CompletableFuture.failedFuture(problem);
    }
    var unused =
        answer.whenComplete(
            (sighting, problem) -> {
              try {
                workers.execute(() -> heard(sighting, problem));
              } catch (RejectedExecutionException stopping) {
                stop();
              }
            });
  }

  private void heard(@Nullable Sighting sighting, @Nullable Throwable problem) {
    if (stopped) {
      return;
    }
    if (sighting == null) {
      retry(problem);
      return;
    }
    failures = 0;
    Sighting before = last;
    last = sighting;
    boolean moved = before == null || before.index() != sighting.index() || sighting.index() == 0;
    if (moved && !sighting.json().equals(shown)) {
      shown = sighting.json();
      spec.handler().handle(sighting);
    }
    ask();
  }

  private void retry(@Nullable Throwable problem) {
    failures++;
    last = null;
    long pause = Math.min(LONGEST_RETRY_SECONDS, RETRY_SECONDS * failures * failures);
    Throwable cause =
        problem instanceof CompletionException && problem.getCause() != null
            ? problem.getCause()
            : problem;
    LOG.log(
        Level.ERROR,
        "Watch errored: type="
            + spec.type()
            + " error="
            + (cause == null ? "no answer" : cause.getMessage())
            + " retry="
            + pause
            + "s");
    try {
      var unused = timer.schedule(this::ask, pause, TimeUnit.SECONDS);
    } catch (RejectedExecutionException stopping) {
      stop();
    }
  }
}
