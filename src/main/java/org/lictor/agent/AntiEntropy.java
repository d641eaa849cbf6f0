package org.lictor.agent;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.query.Registry;
import org.lictor.registrar.Registrar;

/**
 * Makes the catalog equal to what is registered with this agent: whole at start and every minute or
 * more, and what changed at once (semantics.md §3). One run at a time; what changes during a run is
 * in the next. Any thread; holds none while it waits for the registry.
 */
public final class AntiEntropy implements AutoCloseable {
  static final Duration PERIOD = Duration.ofSeconds(60);
  static final Duration RETRY = Duration.ofSeconds(15);
  static final Duration AFTER_SERVER = Duration.ofSeconds(3);

  /**
   * A run that takes longer has lost an answer; it counts as failed, lest nothing be synced any
   * more.
   */
  static final Duration RUN_LIMIT = Duration.ofSeconds(30);

  private static final System.Logger LOG = System.getLogger("org.lictor.agent.anti_entropy");
  private static final int UNSCALED_MEMBERS = 128;

  private final LocalState state;
  private final Registrar registrar;
  private final Registry registry;
  private final IntSupplier members;
  private final RandomGenerator random;
  private final ScheduledExecutorService scheduler;

  private volatile AgentIdentity identity;

  // Guarded by this.
  private boolean started;
  private boolean stopped;
  private boolean running;
  private boolean wantsFull;
  private boolean wantsChanges;
  private int pauses;
  private CompletableFuture<Void> nextRun = new CompletableFuture<>();
  private @Nullable ScheduledFuture<?> nextFull;

  /**
   * @param members how many members the cluster has: the more, the rarer is a full sync
   * @param scheduler runs what is due; nothing that blocks, and it is not shut down here
   */
  public AntiEntropy(
      AgentIdentity identity,
      LocalState state,
      Registrar registrar,
      Registry registry,
      IntSupplier members,
      RandomGenerator random,
      ScheduledExecutorService scheduler) {
    this.identity = identity;
    this.state = state;
    this.registrar = registrar;
    this.registry = registry;
    this.members = members;
    this.random = random;
    this.scheduler = scheduler;
    state.onDirty(this::changed);
  }

  /** Begins with a full sync; completes, never with a failure, when that is over. */
  public synchronized CompletableFuture<Void> start() {
    started = true;
    wantsFull = true;
    return ask();
  }

  /**
   * Writes what changed up to now. Completes, never with a failure, when that was tried: a failure
   * is only logged and tried again. While paused it waits for the end of the pause.
   */
  public synchronized CompletableFuture<Void> syncNow() {
    if (!running && state.image().inSync()) {
      return CompletableFuture.completedFuture(null);
    }
    wantsChanges = true;
    return ask();
  }

  /** Compares everything, as soon as may be; like {@link #syncNow()} otherwise. */
  public synchronized CompletableFuture<Void> syncFully() {
    wantsFull = true;
    return ask();
  }

  /** Begins no run until as many {@link #resume()} follow: many changes are under way. */
  public synchronized void pause() {
    pauses++;
  }

  /** Ends one pause; with the last one, what waited begins. */
  public synchronized void resume() {
    if (pauses == 0) {
      throw new IllegalStateException("not paused");
    }
    pauses--;
    pump();
  }

  /** A server has come or the lead has moved: everything is compared soon. */
  public synchronized void serverAppeared() {
    if (started) {
      planFull(upTo(AFTER_SERVER.multipliedBy(scale(members.getAsInt()))));
    }
  }

  /** The node's metadata have changed, as after a reload. */
  public void identity(AgentIdentity other) {
    identity = other;
    state.change(image -> image.nodeInSync(false));
  }

  /** Begins no further run. One under way goes on to its end. */
  @Override
  public void close() {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      stopped = true;
      if (nextFull != null) {
        nextFull.cancel(false);
      }
      waiting = nextRun;
    }
    waiting.complete(null);
  }

  /** How many times rarer a full sync is in a cluster of so many members. */
  static int scale(int members) {
    int factor = 1;
    for (long unscaled = UNSCALED_MEMBERS; unscaled < members; unscaled *= 2) {
      factor++;
    }
    return factor;
  }

  private synchronized void changed() {
    if (started) {
      wantsChanges = true;
      pump();
    }
  }

  private CompletableFuture<Void> ask() {
    CompletableFuture<Void> asked = nextRun.copy();
    pump();
    return asked;
  }

  /** Begins a run if one is wanted and may be. Holds the lock. */
  private void pump() {
    if (running || stopped || !started || pauses > 0 || !wantsFull && !wantsChanges) {
      return;
    }
    boolean full = wantsFull;
    CompletableFuture<Void> done = nextRun;
    running = true;
    wantsFull = false;
    wantsChanges = false;
    nextRun = new CompletableFuture<>();
    try {
      scheduler.execute(() -> run(full, done));
    } catch (RejectedExecutionException stopping) {
      stopped = true;
      done.complete(null);
      nextRun.complete(null);
    }
  }

  private void run(boolean full, CompletableFuture<Void> done) {
    CompletableFuture<Void> work;
    try {
      work =
          (full ? compare() : CompletableFuture.<Void>completedFuture(null))
              .thenCompose(compared -> push());
    } catch (RuntimeException defect) {
      work = CompletableFuture.failedFuture(defect);
    }
    CompletableFuture<Void> limited = limited(work);
    limited.whenComplete((nothing, failure) -> finished(full, failure, done));
  }

  private CompletableFuture<Void> compare() {
    AgentIdentity own = identity;
    return RemoteView.of(own.name(), registry)
        .thenAccept(remote -> state.edit(image -> Difference.mark(image, own.toNode(), remote)));
  }

  private CompletableFuture<Void> push() {
    return new Push(state, registrar, identity.toNode()).run(state.image());
  }

  private CompletableFuture<Void> limited(CompletableFuture<Void> work) {
    CompletableFuture<Void> limited = work.copy();
    ScheduledFuture<?> alarm;
    try {
      alarm =
          scheduler.schedule(
              () ->
                  limited.completeExceptionally(
                      new TimeoutException("no answer for " + RUN_LIMIT.toSeconds() + " s")),
              RUN_LIMIT.toNanos(),
              TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopping) {
      return limited;
    }
    limited.whenComplete((nothing, failure) -> alarm.cancel(false));
    return limited;
  }

  private void finished(boolean full, @Nullable Throwable failure, CompletableFuture<Void> done) {
    if (failure != null) {
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      LOG.log(
          Level.ERROR,
          "failed to sync "
              + (full ? "remote state" : "changes")
              + ": error="
              + cause.getMessage());
    }
    synchronized (this) {
      running = false;
      int factor = scale(members.getAsInt());
      if (failure != null) {
        planFull(RETRY.plus(upTo(RETRY.multipliedBy(factor))));
      } else if (full) {
        Duration period = PERIOD.multipliedBy(factor);
        planFull(period.plus(upTo(period)));
      }
      pump();
    }
    done.complete(null);
  }

  /** Puts the next full sync at that time from now, in place of the one planned. Holds the lock. */
  private void planFull(Duration in) {
    if (nextFull != null) {
      nextFull.cancel(false);
    }
    if (stopped) {
      return;
    }
    try {
      nextFull = scheduler.schedule(this::fullIsDue, in.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopping) {
      stopped = true;
    }
  }

  private synchronized void fullIsDue() {
    wantsFull = true;
    pump();
  }

  private Duration upTo(Duration limit) {
    return Duration.ofNanos(random.nextLong(limit.toNanos()));
  }
}
