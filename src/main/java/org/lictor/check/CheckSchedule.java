package org.lictor.check;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lictor.model.CheckId;
import org.lictor.model.CheckStatus;

/**
 * All checks of this agent, and when each is due. Has no timer: whoever calls {@link #tick} often
 * enough (see {@link CheckTicks}) makes it go. Runs are handed to the workers, one at a time for a
 * check, so that a slow one delays only itself.
 *
 * <p>For any thread. No method waits for a run, and no listener is called under a lock of the
 * schedule. While the listener of a TTL check is told, others who renew that check wait: do not
 * call {@link #renew} under a lock that the listener takes.
 */
public final class CheckSchedule implements AutoCloseable {
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Probes probes;
  private final ExecutorService workers;

  private final Map<String, CheckRun> checks = new HashMap<>();
  private final PriorityQueue<CheckRun> queue =
      new PriorityQueue<>(Comparator.comparing((CheckRun run) -> run.due));
  private final Set<CheckRun> running = new HashSet<>();
  private boolean closed;
  private Consumer<Instant> onPlanned = due -> {};

  /**
   * @param clock should not jump: {@link MonotonicClock}
   * @param random spreads the first runs
   * @param workers run the probes, which block; they reject what is too much, and are shut down
   *     with the schedule
   */
  public CheckSchedule(
      InstantSource clock, RandomGenerator random, Probes probes, ExecutorService workers) {
    this.clock = clock;
    this.random = random;
    this.probes = probes;
    this.workers = workers;
  }

  /**
   * Starts a check, in place of one with the same id. A probe first runs after a random part of its
   * interval, and then each interval after its last run ended; a TTL has all of its time. An alias
   * is no matter of the schedule.
   *
   * @param listener learns the results of just this registration. A call under way when the check
   *     is replaced or removed may still end later; one made for each registration can tell.
   */
  public void add(CheckSpec spec, CheckListener listener) {
    synchronized (checks) {
      if (closed) {
        return;
      }
      drop(spec.id());
      CheckRun run = runOf(spec, listener);
      checks.put(spec.id().key(), run);
      enqueue(run, run.due);
    }
  }

  /**
   * Stops a check. A run under way goes on to its end or timeout, as its script may be in the
   * middle of something; its result is dropped.
   *
   * @return whether there was one
   */
  public boolean remove(CheckId id) {
    synchronized (checks) {
      return drop(id);
    }
  }

  /**
   * Runs a check at the next tick, unless it is running now.
   *
   * @return whether there is one to run: not of a TTL
   */
  public boolean runNow(CheckId id) {
    synchronized (checks) {
      CheckRun run = checks.get(id.key());
      if (run instanceof PolledRun && run.queued) {
        queue.remove(run);
        enqueue(run, clock.instant());
      }
      return run instanceof PolledRun;
    }
  }

  /**
   * Takes the word of somebody outside for a TTL check, tells the listener before it returns, and
   * lets the time start anew.
   *
   * @return whether there is a TTL check of that id
   */
  public boolean renew(CheckId id, CheckStatus status, String output) {
    CheckRun found;
    synchronized (checks) {
      found = checks.get(id.key());
    }
    if (!(found instanceof TtlRun ttl)) {
      return false;
    }
    Instant deadline = ttl.renew(status, output);
    synchronized (checks) {
      // One in the queue stays where it is, a moment too early: when its turn comes it is asked for
      // its deadline.
      if (running.contains(ttl)) {
        ttl.renewedUntil = deadline;
      } else if (!ttl.queued && !ttl.isRemoved() && !closed) {
        enqueue(ttl, deadline);
      }
    }
    return true;
  }

  /**
   * Hands over what is due. What the workers do not take now is offered again at the next tick, the
   * longest waiting first.
   */
  public void tick(Instant now) {
    for (CheckRun run : takeDue(now)) {
      try {
        workers.execute(() -> work(run));
      } catch (RejectedExecutionException | OutOfMemoryError noThread) {
        finished(run, run.due);
      }
    }
  }

  /**
   * Who is to hear when a check is planned, with the time it is due; called under a lock, so it
   * must not block. To be set once, before the first check.
   */
  void onPlanned(Consumer<Instant> told) {
    synchronized (checks) {
      onPlanned = told;
    }
  }

  /** When the next check is due; null if none is planned. */
  @Nullable Instant nextDue() {
    synchronized (checks) {
      CheckRun head = queue.peek();
      return head == null ? null : head.due;
    }
  }

  /** How many checks there are. */
  public int size() {
    synchronized (checks) {
      return checks.size();
    }
  }

  /** How many runs are with the workers. */
  public int running() {
    synchronized (checks) {
      return running.size();
    }
  }

  /**
   * How long the check that waits longest is overdue; zero if none is. Above a second the workers
   * are too few.
   */
  public Duration lateness(Instant now) {
    synchronized (checks) {
      CheckRun head = queue.peek();
      return head == null || head.due.isAfter(now)
          ? Duration.ZERO
          : Duration.between(head.due, now);
    }
  }

  /** Stops all checks and kills what is running. No result comes any more. */
  @Override
  public void close() {
    List<CheckRun> left;
    synchronized (checks) {
      closed = true;
      checks.values().forEach(CheckRun::remove);
      checks.clear();
      queue.clear();
      left = List.copyOf(running);
    }
    workers.shutdown();
    left.forEach(CheckRun::kill);
  }

  private CheckRun runOf(CheckSpec spec, CheckListener listener) {
    Instant now = clock.instant();
    if (spec.probe() instanceof PolledSpec polled) {
      Instant first = now.plusNanos(random.nextLong(polled.interval().toNanos()));
      Probe probe = probes.probeFor(polled, spec.outputLimit());
      return new PolledRun(spec, polled, probe, listener, clock, first);
    }
    if (spec.probe() instanceof TtlSpec ttl) {
      return new TtlRun(spec, ttl, listener, clock, now);
    }
    throw new IllegalArgumentException("nothing to run for a check of type " + spec.type());
  }

  private List<CheckRun> takeDue(Instant now) {
    List<CheckRun> due = new ArrayList<>();
    synchronized (checks) {
      for (CheckRun head = queue.peek();
          head != null && !head.due.isAfter(now);
          head = queue.peek()) {
        queue.remove();
        head.queued = false;
        running.add(head);
        due.add(head);
      }
    }
    return due;
  }

  private void work(CheckRun run) {
    @Nullable Instant next =
        clock.instant().plus(PolledSpec.MIN_INTERVAL); // holds if the run ends by an error
    try {
      next = run.go().orElse(null);
    } finally {
      finished(run, next);
    }
  }

  private void finished(CheckRun run, @Nullable Instant next) {
    synchronized (checks) {
      running.remove(run);
      Instant due = next == null ? run.renewedUntil : next;
      run.renewedUntil = null;
      if (due != null && !run.isRemoved() && !closed) {
        enqueue(run, due);
      }
    }
  }

  private void enqueue(CheckRun run, Instant due) {
    run.due = due;
    run.queued = true;
    queue.add(run);
    onPlanned.accept(due);
  }

  private boolean drop(CheckId id) {
    CheckRun old = checks.remove(id.key());
    if (old == null) {
      return false;
    }
    old.remove();
    if (old.queued) {
      queue.remove(old);
      old.queued = false;
    }
    return true;
  }
}
