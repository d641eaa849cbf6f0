package org.lictor.consensus.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.internal.RaftGroupId;
import com.hazelcast.cp.internal.raft.QueryPolicy;
import com.hazelcast.instance.impl.EnterpriseNodeExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.Leadership;
import org.lictor.consensus.LogBusyException;
import org.lictor.consensus.LogUnavailableException;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.OutcomeUnknownException;
import org.lictor.consensus.Peers;

/**
 * The log of several servers, on the Raft engine of Hazelcast's CP subsystem. A command is numbered
 * here and may reach the log more than once; it is applied once, and answered with what became of
 * it then. While nobody leads, callers are held for a while, as Consul does (semantics.md §1). Any
 * thread.
 */
public final class HazelcastCommandLog implements CommandLog {
  /** How long a caller is held while nobody leads ({@code rpc_hold_timeout}). */
  private static final Duration HOLD = Duration.ofSeconds(7);

  /** Until the outcome of what was sent is taken for unknown. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);

  private static final long LOOK_MILLIS = 50;
  private static final long WATCH_MILLIS = 500;

  /** More are refused: each holds its bytes, here and in the engine. */
  private static final int MOST_OPEN = 4_096;

  /**
   * With two under way each is half as large, and a write takes a quarter more of the processor.
   */
  private static final int MOST_BATCHES = 1;

  private static final int BATCH_COMMANDS = 512;
  private static final long BATCH_BYTES = 1 << 20;
  private static final int COMPLETION_THREADS = 2;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
  private static final Duration HAND_OVER_LIMIT = Duration.ofSeconds(3);
  private static final System.Logger LOG = System.getLogger("org.lictor.consensus");

  private final CatalogGroup group;
  private final CpLeadership leadership;
  private final KnownLeader known;
  private final long submitter;
  private final SortedSet<Long> open = new TreeSet<>();
  private long numbers; // guarded by open
  private final AtomicLong openCount = new AtomicLong();
  private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger batches = new AtomicInteger();
  private final AtomicBoolean watching = new AtomicBoolean();
  private final SharedIndexQuery confirmed;
  private final SharedIndexQuery leaders;
  private volatile boolean closed;
  private final ExecutorService completions =
      new ThreadPoolExecutor(
          COMPLETION_THREADS,
          COMPLETION_THREADS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> {
            Thread thread = new Thread(task, "lictor-log-completion");
            thread.setDaemon(true);
            return thread;
          });

  /** A command that waits for its answer. */
  private record Pending(byte[] command, CompletableFuture<Committed> answer, long since) {}

  /**
   * On the CP subsystem of the given node.
   *
   * @param submitter a number that no other process has had or will have: a random one
   */
  HazelcastCommandLog(CatalogGroup group, long submitter) {
    this.group = group;
    this.known = new KnownLeader(group);
    this.submitter = submitter;
    this.leadership = new CpLeadership(group, () -> closed);
    this.confirmed = new SharedIndexQuery(() -> ask(QueryPolicy.LINEARIZABLE), completions);
    this.leaders = new SharedIndexQuery(() -> ask(QueryPolicy.LEADER_LOCAL), completions);
  }

  /**
   * The log of the catalog among the members of {@code grid}.
   *
   * @param submitter a number that no other process has had or will have: a random one
   */
  public static HazelcastCommandLog on(HazelcastInstance grid, long submitter) {
    return new HazelcastCommandLog(new CatalogGroup(GridNode.engine(grid)), submitter);
  }

  /** Who is given the committed commands in this process. */
  public CommittedHandler handler() {
    return group.service().handler();
  }

  @Override
  public CompletableFuture<Committed> submit(byte[] command) {
    LogUnavailableException refusal = refusal();
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    if (openCount.incrementAndGet() > MOST_OPEN) {
      openCount.decrementAndGet();
      return CompletableFuture.failedFuture(
          new LogBusyException("more than " + MOST_OPEN + " commands wait"));
    }
    Pending pending = new Pending(command, new CompletableFuture<>(), System.nanoTime());
    waiting.add(pending);
    send();
    return pending.answer();
  }

  /** Refuses what has waited too long behind batches that are not answered: it was never sent. */
  private void giveUp() {
    List<Pending> late = new ArrayList<>();
    long now = System.nanoTime();
    for (Pending next = waiting.peek();
        next != null && now - next.since() > HOLD.toNanos() && waiting.remove(next);
        next = waiting.peek()) {
      late.add(next);
    }
    openCount.addAndGet(-late.size());
    late.forEach(each -> each.answer().completeExceptionally(new NoLeaderException()));
    watching.set(false);
    watch();
  }

  /** While anything waits somebody looks after it. */
  private void watch() {
    if (!waiting.isEmpty() && !closed && watching.compareAndSet(false, true)) {
      CompletableFuture.delayedExecutor(WATCH_MILLIS, TimeUnit.MILLISECONDS, completions)
          .execute(this::giveUp);
    }
  }

  private @Nullable LogUnavailableException refusal() {
    if (closed) {
      return new LogUnavailableException("this server is shutting down");
    }
    String trouble = group.trouble();
    if (trouble != null) {
      return new LogUnavailableException(trouble);
    }
    RuntimeException failure = group.service().failure();
    return failure == null
        ? null
        : new LogUnavailableException(
            "this server could not apply a command and takes no more: " + failure.getMessage(),
            failure);
  }

  /**
   * Sends all that waits as one batch, unless as many batches are under way already: what comes
   * meanwhile gathers, so the slower the log, the larger the batches.
   */
  private void send() {
    while (!waiting.isEmpty()) {
      if (batches.incrementAndGet() > MOST_BATCHES) {
        batches.decrementAndGet();
        watch();
        return;
      }
      List<Pending> batch = nextBatch();
      if (batch.isEmpty()) {
        batches.decrementAndGet();
      } else {
        send(batch);
      }
    }
  }

  private List<Pending> nextBatch() {
    List<Pending> batch = new ArrayList<>();
    long bytes = 0;
    while (batch.size() < BATCH_COMMANDS && bytes < BATCH_BYTES) {
      Pending next = waiting.poll();
      if (next == null) {
        break;
      }
      batch.add(next);
      bytes += next.command().length;
    }
    return batch;
  }

  private void send(List<Pending> batch) {
    CompletableFuture<RaftGroupId> led = led(batch.get(0).since());
    led.thenCompose(id -> invoke(id, batch))
        .whenCompleteAsync(
            (results, problem) -> {
              batches.decrementAndGet();
              openCount.addAndGet(-batch.size());
              send();
              for (int i = 0; i < batch.size(); i++) {
                if (problem == null) {
                  batch.get(i).answer().complete(results.get(i));
                } else {
                  batch
                      .get(i)
                      .answer()
                      .completeExceptionally(told(problem, led.isCompletedExceptionally()));
                }
              }
            },
            completions);
  }

  private CompletableFuture<List<Committed>> invoke(RaftGroupId id, List<Pending> batch) {
    List<byte[]> commands = batch.stream().map(Pending::command).toList();
    long number;
    // As one step: a batch that has its number but is not known to be open would be taken for
    // settled when a later one says what is.
    synchronized (open) {
      number = ++numbers;
      open.add(number);
    }
    return this.<byte[]>insist(
            () -> group.invocations().invoke(id, numbered(number, commands)), ANSWER_LIMIT)
        .thenApply(CommittedBytes::read)
        .whenComplete((results, problem) -> settled(number))
        .thenCompose(this::appliedHere);
  }

  private <T> CompletableFuture<T> insist(
      Supplier<? extends CompletableFuture<T>> operation, Duration limit) {
    return new Insistence<>(group, known, operation, limit, completions).run();
  }

  private CommandOp numbered(long number, List<byte[]> commands) {
    synchronized (open) {
      return new CommandOp(submitter, number, open.first(), commands);
    }
  }

  /** What is on the log is answered, even where it cannot be applied for now. */
  private CompletableFuture<List<Committed>> appliedHere(List<Committed> results) {
    CompletableFuture<Long> applied = appliedHere(results.get(results.size() - 1).index());
    return applied.isDone()
        ? applied.thenApply(index -> results)
        : applied
            .copy()
            .thenApply(index -> results)
            .completeOnTimeout(results, HOLD.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void settled(long number) {
    synchronized (open) {
      open.remove(number);
    }
  }

  /** A server that is no member of the group has no image to wait for. */
  private CompletableFuture<Long> appliedHere(long index) {
    return group.node() == null
        ? CompletableFuture.completedFuture(index)
        : group.service().waiters().until(index);
  }

  private static RuntimeException told(Throwable problem, boolean nothingSent) {
    Throwable cause =
        problem instanceof CompletionException && problem.getCause() != null
            ? problem.getCause()
            : problem;
    if (nothingSent && cause instanceof RuntimeException known) {
      return known;
    }
    return new OutcomeUnknownException(
        "the leader was lost, and the command may or may not have been applied: "
            + cause.getMessage(),
        cause);
  }

  @Override
  public long lastApplied() {
    return group.service().lastApplied();
  }

  @Override
  public Leadership leadership() {
    return leadership;
  }

  /**
   * Takes this server off those that keep the log, for good: its disk forgets it when the grid
   * stops, so that it comes back as a new one. Completes when the others have agreed.
   */
  public CompletableFuture<Void> leave() {
    CPMember self = group.raft().getLocalCPMember();
    group.left(true);
    if (self == null) {
      return CompletableFuture.completedFuture(null);
    }
    return group
        .raft()
        .removeCPMember(self.getUuid())
        .toCompletableFuture()
        .whenComplete((nothing, problem) -> group.left(problem == null))
        .thenRun(this::forgetAtShutdown);
  }

  /** The grid address, with its port, of the server that leads; empty when that is not known. */
  public String leaderInGrid() {
    CPMember leader = group.leader();
    return leader == null
        ? ""
        : leader.getAddress().getHost() + ":" + leader.getAddress().getPort();
  }

  /** The servers that keep this log. */
  public Peers peers() {
    return new CpPeers(group);
  }

  /**
   * What makes this server one of those that keep the log, when it is not; to be run now and then.
   *
   * @param servers how many servers are there now, itself among them
   */
  public CpPromotion promotion(IntSupplier servers) {
    return new CpPromotion(group, servers);
  }

  /**
   * What brings the registry of this server, from when it was alone, to all; to be run now and
   * then.
   *
   * @param directory of the log of a server that is alone
   */
  public SoloTakeover takeover(Path directory) {
    return new SoloTakeover(group, directory);
  }

  /** Has this server's disk forget, when the grid stops, that it ever kept the log. */
  private void forgetAtShutdown() {
    if (group.engine().getNode().getNodeExtension() instanceof EnterpriseNodeExtension extension) {
      extension.cp().forgetAtShutdown();
    }
  }

  /** Whether this server keeps the log itself, and so has an image. */
  public boolean isReplica() {
    return group.node() != null;
  }

  @Override
  public CompletableFuture<Long> confirmedIndex() {
    return held(confirmed.ask());
  }

  @Override
  public CompletableFuture<Long> leadersIndex() {
    return isReplica() && group.isLeader()
        ? CompletableFuture.completedFuture(lastApplied())
        : held(leaders.ask());
  }

  /** What a caller waits for, whoever else asked the same and when. */
  private CompletableFuture<Long> held(CompletableFuture<Long> shared) {
    if (shared.isDone()) {
      return shared;
    }
    return shared
        .copy()
        .orTimeout(HOLD.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            problem ->
                CompletableFuture.failedFuture(
                    problem instanceof TimeoutException ? new NoLeaderException() : problem));
  }

  private CompletableFuture<Long> ask(QueryPolicy policy) {
    return led(System.nanoTime())
        .thenCompose(
            id ->
                this.<Long>insist(
                        () -> group.invocations().query(id, new AppliedIndexOp(), policy), HOLD)
                    .exceptionally(
                        problem -> {
                          throw new NoLeaderException();
                        })
                    .thenCompose(this::appliedHere));
  }

  /**
   * The group, as soon as it has a leader that this server knows; given up {@link #HOLD} after that
   * moment.
   */
  private CompletableFuture<RaftGroupId> led(long since) {
    RaftGroupId id = ledNow();
    if (id != null) {
      return CompletableFuture.completedFuture(id);
    }
    CompletableFuture<RaftGroupId> later = new CompletableFuture<>();
    lookAgain(later, since + HOLD.toNanos());
    return later;
  }

  private @Nullable RaftGroupId ledNow() {
    RaftGroupId id = group.id();
    boolean known = id != null && (group.node() == null || group.leader() != null);
    return known ? id : null;
  }

  private void lookAgain(CompletableFuture<RaftGroupId> later, long until) {
    Supplier<@Nullable Void> look =
        () -> {
          RaftGroupId id = ledNow();
          if (id != null) {
            later.complete(id);
          } else if (closed || System.nanoTime() - until > 0) {
            later.completeExceptionally(new NoLeaderException());
          } else {
            lookAgain(later, until);
          }
          return null;
        };
    CompletableFuture.delayedExecutor(LOOK_MILLIS, TimeUnit.MILLISECONDS, completions)
        .execute(look::get);
  }

  /** Has another server lead, if this one does and there is another; waits for it a moment. */
  private void handOver() {
    if (!group.engine().isRunning() || !group.isLeader()) {
      return;
    }
    try {
      peers().transferLead("").get(HAND_OVER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException alone) {
      LOG.log(System.Logger.Level.DEBUG, "nobody took the lead over: " + alone.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes no more commands, and waits for those that are under way. Who leads hands over first. */
  @Override
  public void close() {
    handOver();
    closed = true;
    long until = System.nanoTime() + CLOSE_LIMIT.toNanos();
    boolean interrupted = false;
    while (openCount.get() > 0 && System.nanoTime() - until < 0 && !interrupted) {
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException e) {
        interrupted = true;
        Thread.currentThread().interrupt();
      }
    }
    completions.shutdown();
  }
}
