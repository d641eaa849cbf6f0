package org.lictor.leader;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lictor.grid.LiveMembers;
import org.lictor.state.StateStore;
import org.lictor.state.Topic;
import org.lictor.state.WatchSet;

/**
 * Does what only the leader does, from the moment it gains the lead until it loses it. Any thread
 * may tell it so; the duties themselves run on the scheduler and must not block it.
 */
public final class LeaderDuties {
  /** What could not be written, or was waited for, is looked at again after so long. */
  static final Duration RETRY = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger("org.lictor.leader");

  private final StateStore store;
  private final MemberReconciler reconciler;
  private final List<Periodic> others;
  private final ScheduledExecutorService scheduler;
  private volatile @Nullable Term term;

  /**
   * A duty that is done again and again.
   *
   * @param made makes it anew for each term, so that it remembers nothing of an earlier one
   */
  public record Periodic(String name, Duration period, Supplier<Runnable> made) {}

  /**
   * @param live on whose changes the reconciler runs; also when what is remembered of members is
   *     changed by somebody else
   * @param others beside the reconciler; each is first done a period after the lead was gained
   * @param scheduler is not shut down here
   */
  public LeaderDuties(
      LiveMembers live,
      StateStore store,
      MemberReconciler reconciler,
      List<Periodic> others,
      ScheduledExecutorService scheduler) {
    this.store = store;
    this.reconciler = reconciler;
    this.others = List.copyOf(others);
    this.scheduler = scheduler;
    live.onChange(this::changed);
  }

  /** This server leads from now on. Returns at once; a second call does nothing. */
  public synchronized void gained() {
    if (term == null) {
      Term begun = new Term();
      term = begun;
      begun.begin();
    }
  }

  /** This server leads no more: no duty is begun after this. */
  public synchronized void lost() {
    Term over = term;
    term = null;
    if (over != null) {
      over.end();
    }
  }

  private void changed() {
    Term now = term;
    if (now != null) {
      now.later(now::reconcile);
    }
  }

  /** The time from gaining the lead to losing it. */
  private final class Term {
    private final AtomicBoolean retries = new AtomicBoolean();
    private volatile boolean over;

    // Guarded by this.
    private final List<Future<?>> planned = new ArrayList<>();
    private @Nullable Future<?> retry;
    private @Nullable Runnable unwatch;

    void begin() {
      watchRecords();
      later(this::reconcile);
      every(MemberReconciler.PERIOD, "members", this::reconcile);
      for (Periodic duty : others) {
        every(duty.period(), duty.name(), duty.made().get());
      }
    }

    synchronized void end() {
      over = true;
      planned.forEach(task -> task.cancel(false));
      if (retry != null) {
        retry.cancel(false);
      }
      if (unwatch != null) {
        unwatch.run();
      }
    }

    void later(Runnable work) {
      try {
        scheduler.execute(() -> guarded("members", work));
      } catch (RejectedExecutionException stopping) {
        over = true;
      }
    }

    private synchronized void every(Duration period, String name, Runnable duty) {
      try {
        planned.add(
            scheduler.scheduleWithFixedDelay(
                () -> guarded(name, duty),
                period.toNanos(),
                period.toNanos(),
                TimeUnit.NANOSECONDS));
      } catch (RejectedExecutionException stopping) {
        over = true;
      }
    }

    private void guarded(String name, Runnable duty) {
      if (over) {
        return;
      }
      try {
        duty.run();
      } catch (RuntimeException defect) {
        LOG.log(Level.ERROR, "a duty of the leader failed: duty=" + name, defect);
      }
    }

    private void reconcile() {
      reconciler
          .run(() -> !over)
          .whenComplete(
              (settled, failure) -> {
                if (failure != null) {
                  LOG.log(Level.DEBUG, "could not reconcile members", failure);
                }
                if (failure != null || !settled) {
                  planRetry();
                }
              });
    }

    private synchronized void planRetry() {
      if (over || !retries.compareAndSet(false, true)) {
        return;
      }
      try {
        retry =
            scheduler.schedule(
                () -> {
                  retries.set(false);
                  guarded("members", this::reconcile);
                },
                RETRY.toNanos(),
                TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException stopping) {
        over = true;
      }
    }

    /** Somebody may say of a member that it left: its node is then to go at once. */
    private synchronized void watchRecords() {
      if (over) {
        return;
      }
      WatchSet watch = store.watch(List.of(Topic.MEMBERS));
      AtomicBoolean first = new AtomicBoolean(true);
      Runnable sleeper =
          () -> {
            if (first.getAndSet(false)) {
              later(
                  () -> {
                    watchRecords();
                    reconcile();
                  });
            }
          };
      unwatch = () -> watch.forget(sleeper);
      watch.onFire(sleeper);
    }
  }
}
