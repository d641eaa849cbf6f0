package org.lictor.leader;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.CommandLog;
import org.lictor.grid.LiveMembers;
import org.lictor.grid.LiveMembers.Live;
import org.lictor.model.NodeName;
import org.lictor.registrar.MemberWriter;
import org.lictor.registrar.RefusedByStateException;
import org.lictor.registrar.Registrar;
import org.lictor.state.StateStore;

/**
 * Turns the grid's membership into the registry's records of members and into catalog, as {@link
 * MemberPlan} decides. The leader runs it on each change, on gaining the lead and every {@link
 * #PERIOD}. Any thread may call; one run at a time; holds no thread while it waits for answers.
 */
public final class MemberReconciler {
  public static final Duration PERIOD = Duration.ofSeconds(60);

  /** A run that takes longer has lost an answer; the next one looks again at everything. */
  private static final Duration RUN_LIMIT = Duration.ofSeconds(30);

  /** So many changes are under way together: enough to share flushes, few for the log's queue. */
  private static final int TOGETHER = 32;

  private static final System.Logger LOG = System.getLogger("org.lictor.leader");

  private final LiveMembers live;
  private final StateStore store;
  private final CommandLog log;
  private final Registrar registrar;
  private final MemberWriter members;
  private final InstantSource clock;
  private final ReconcilerSettings settings;
  private final Instant startedAt;

  // Guarded by this.
  private final Set<String> seen = new HashSet<>();
  private boolean running;
  private @Nullable CompletableFuture<Boolean> next;
  private BooleanSupplier nextLeads = () -> false;

  public MemberReconciler(
      LiveMembers live,
      StateStore store,
      CommandLog log,
      Registrar registrar,
      MemberWriter members,
      InstantSource clock,
      ReconcilerSettings settings) {
    this.live = live;
    this.store = store;
    this.log = log;
    this.registrar = registrar;
    this.members = members;
    this.clock = clock;
    this.settings = settings;
    this.startedAt = clock.instant();
  }

  /**
   * Looks at who is there and writes what is not so yet; while a run is under way, another one
   * follows it. Completes when all was answered, with whether nothing is left to be tried again
   * soon; what failed was logged. Fails when there is no leader to vouch for what it looks at.
   *
   * @param leads whether this server still leads: nothing is begun when it does not
   */
  public CompletableFuture<Boolean> run(BooleanSupplier leads) {
    synchronized (this) {
      if (running) {
        if (next == null) {
          next = new CompletableFuture<>();
        }
        nextLeads = leads;
        return next.copy();
      }
      running = true;
    }
    return begin(leads);
  }

  private CompletableFuture<Boolean> begin(BooleanSupplier leads) {
    // What an earlier leader ordered must be in the image before anything is judged by it.
    CompletableFuture<Boolean> run =
        log.confirmedIndex()
            .thenCompose(index -> reconcile(leads))
            .copy()
            .orTimeout(RUN_LIMIT.toSeconds(), TimeUnit.SECONDS);
    run.whenComplete((settled, failure) -> finished());
    return run.copy();
  }

  private void finished() {
    CompletableFuture<Boolean> waiting;
    BooleanSupplier leads;
    synchronized (this) {
      waiting = next;
      leads = nextLeads;
      next = null;
      running = waiting != null;
    }
    if (waiting != null) {
      begin(leads)
          .whenComplete(
              (settled, failure) -> {
                if (failure == null) {
                  waiting.complete(settled);
                } else {
                  waiting.completeExceptionally(failure);
                }
              });
    }
  }

  private CompletableFuture<Boolean> reconcile(BooleanSupplier leads) {
    if (!leads.getAsBoolean()) {
      return CompletableFuture.completedFuture(true);
    }
    PresentMembers present = new PresentMembers(live.live(), settings.datacenter());
    see(present);
    present.ignored().forEach(one -> LOG.log(Level.WARNING, one));
    MemberPlan plan =
        new MemberPlan(store.image(), present, settings, clock.instant(), this::isAwaited);
    List<MemberChange> changes = plan.changes();
    return make(changes, 0, leads).thenApply(made -> made && !plan.waits());
  }

  /** Makes the changes from there on, some at a time; ends early when one of them fails. */
  private CompletableFuture<Boolean> make(
      List<MemberChange> changes, int from, BooleanSupplier leads) {
    if (from >= changes.size() || !leads.getAsBoolean()) {
      return CompletableFuture.completedFuture(true);
    }
    int to = Math.min(from + TOGETHER, changes.size());
    CompletableFuture<Boolean> made = CompletableFuture.completedFuture(true);
    for (MemberChange change : changes.subList(from, to)) {
      made = made.thenCombine(make(change), Boolean::logicalAnd);
    }
    return made.thenCompose(
        all -> all ? make(changes, to, leads) : CompletableFuture.completedFuture(false));
  }

  private CompletableFuture<Boolean> make(MemberChange change) {
    return change
        .make(registrar, members)
        .handle(
            (done, failure) -> {
              if (failure == null) {
                LOG.log(Level.INFO, () -> change.what() + ": member=" + change.member());
                return true;
              }
              Throwable cause = cause(failure);
              LOG.log(
                  Level.WARNING,
                  "could not reconcile member: member="
                      + change.member()
                      + " change=\""
                      + change.what()
                      + "\" error="
                      + cause.getMessage());
              // What the state refuses it will refuse again until something changes.
              return cause instanceof RefusedByStateException;
            });
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private synchronized void see(PresentMembers present) {
    if (!isGrace()) {
      seen.clear();
      return;
    }
    for (Live one : present.all()) {
      seen.add(new NodeName(one.member().name()).key());
    }
  }

  private synchronized boolean isAwaited(NodeName name) {
    return isGrace() && !seen.contains(name.key());
  }

  private boolean isGrace() {
    Duration up = Duration.between(startedAt, clock.instant());
    // A clock that was put back makes it negative: then nobody is waited for.
    return !up.isNegative() && up.compareTo(settings.returnGrace()) < 0;
  }
}
