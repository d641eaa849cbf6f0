package org.lictor.consensus.simulated;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.consensus.Leadership;
import org.lictor.consensus.LogUnavailableException;
import org.lictor.consensus.NoLeaderException;

/**
 * A simulated log that any thread may call: one thread of its own steps the cluster for as long as
 * somebody waits for an answer, and time stands still while nobody does.
 */
final class DrivenCommandLog implements CommandLog {
  /** Two, so that one slow reaction to an answer does not hold up every other. */
  private static final int COMPLETION_THREADS = 2;

  private final VirtualClock clock;
  private final SimulatedServer server;
  private final CommandLog log;
  private final Thread driver = new Thread(this::drive, "lictor-simulated-log");
  private final ExecutorService completions = Executors.newFixedThreadPool(COMPLETION_THREADS);
  private final ConcurrentLinkedQueue<Runnable> asked = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /** How many wait for an answer; the driver's alone. */
  private int waiting;

  /** Takes over a cluster that has just been started; {@code server} is to lead it. */
  DrivenCommandLog(VirtualClock clock, SimulatedServer server) {
    this.clock = clock;
    this.server = server;
    log = server.log();
    driver.setDaemon(true);
  }

  /** Returns when the server leads. */
  DrivenCommandLog open() {
    asked.add(this::win);
    CompletableFuture<Void> leads = CompletableFuture.runAsync(() -> {}, asked::add);
    driver.start();
    leads.join();
    return this;
  }

  private void win() {
    RaftServer running = server.running();
    if (running == null) throw new IllegalStateException("the server is down");
    running.elections.stand();
    while (!running.leadsKnowingly()) clock.step();
  }

  @Override
  public CompletableFuture<Committed> submit(byte[] command) {
    return ask(
        () -> log.submit(command),
        () -> new LogUnavailableException("the log is closed: this server is shutting down"));
  }

  @Override
  public CompletableFuture<Long> confirmedIndex() {
    return ask(log::confirmedIndex, NoLeaderException::new);
  }

  private <T> CompletableFuture<T> ask(
      Supplier<CompletableFuture<T>> question, Supplier<RuntimeException> refusal) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    // Under the lock, so that nothing is asked after the driver's last look.
    synchronized (asked) {
      if (closed) return CompletableFuture.failedFuture(refusal.get());
      asked.add(() -> follow(question.get(), answer));
    }
    LockSupport.unpark(driver);
    return answer;
  }

  private <T> void follow(CompletableFuture<T> simulated, CompletableFuture<T> answer) {
    waiting++;
    simulated.whenComplete(
        (result, failure) -> {
          waiting--;
          completions.execute(() -> complete(answer, result, failure));
        });
  }

  private static <T> void complete(
      CompletableFuture<T> answer, T result, @Nullable Throwable failure) {
    if (failure == null) answer.complete(result);
    else answer.completeExceptionally(failure);
  }

  private void drive() {
    while (true) {
      // Read before the last look: what was asked before closing is still seen.
      boolean last = closed;
      for (Runnable next = asked.poll(); next != null; next = asked.poll()) next.run();
      if (waiting > 0) {
        clock.step();
      } else if (last) {
        return;
      } else if (asked.isEmpty() && !closed) {
        LockSupport.park(this);
      }
    }
  }

  @Override
  public long lastApplied() {
    return log.lastApplied();
  }

  @Override
  public Leadership leadership() {
    return new View(log.leadership());
  }

  @Override
  public void close() {
    synchronized (asked) {
      closed = true;
    }
    LockSupport.unpark(driver);
    try {
      driver.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    completions.shutdown();
  }

  private final class View implements Leadership {
    private final Leadership simulated;

    View(Leadership simulated) {
      this.simulated = simulated;
    }

    @Override
    public boolean isLeader() {
      return !closed && simulated.isLeader();
    }

    @Override
    public @Nullable String leaderAddress() {
      return closed ? null : simulated.leaderAddress();
    }

    @Override
    public long lastContactMillis() {
      return simulated.lastContactMillis();
    }
  }
}
