package org.lictor.leader;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.NoLeaderException;
import org.lictor.grid.Renewals;
import org.lictor.model.Session;
import org.lictor.model.SessionId;
import org.lictor.registrar.CommandSubmitter;
import org.lictor.state.StateStore;

/**
 * Counts the time of the sessions while this server leads, and ends those that nobody renews. Each
 * lead begins with the full time for all, for nobody knows what an earlier leader had heard. Any
 * thread.
 */
public final class SessionExpiry implements Renewals {
  /** How often is looked whose time is up. */
  public static final Duration PERIOD = Duration.ofMillis(250);

  private static final System.Logger LOG = System.getLogger("org.lictor.leader");

  private final StateStore store;
  private final CommandLog log;
  private final CommandSubmitter submitter;
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService scheduler;
  private volatile @Nullable SessionTimers timers;
  private @Nullable Future<?> looks; // guarded by this

  /**
   * @param nanoTime as {@link System#nanoTime()}
   * @param scheduler is not shut down here
   */
  public SessionExpiry(
      StateStore store,
      CommandLog log,
      CommandSubmitter submitter,
      LongSupplier nanoTime,
      ScheduledExecutorService scheduler) {
    this.store = store;
    this.log = log;
    this.submitter = submitter;
    this.nanoTime = nanoTime;
    this.scheduler = scheduler;
  }

  /** This server leads from now on. A second call does nothing. */
  public synchronized void gained() {
    if (timers != null) {
      return;
    }
    SessionTimers begun = new SessionTimers(store, log, submitter, new ListeningTime(nanoTime));
    try {
      looks =
          scheduler.scheduleWithFixedDelay(
              () -> guarded(begun), 0, PERIOD.toNanos(), TimeUnit.NANOSECONDS);
      timers = begun;
    } catch (RejectedExecutionException stopping) {
      LOG.log(Level.DEBUG, "this server is stopping: no session expires here any more");
    }
  }

  /** This server leads no more. */
  public synchronized void lost() {
    timers = null;
    if (looks != null) {
      looks.cancel(false);
    }
  }

  private void guarded(SessionTimers begun) {
    if (timers != begun) {
      return;
    }
    try {
      begun.look();
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "a duty of the leader failed: duty=sessions", defect);
    }
  }

  @Override
  public CompletableFuture<Optional<Session>> renew(SessionId id) {
    SessionTimers now = timers;
    return now == null || !log.leadership().isLeader()
        ? CompletableFuture.failedFuture(new NoLeaderException())
        : now.renew(id);
  }
}
