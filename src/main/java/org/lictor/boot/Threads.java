package org.lictor.boot;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.lictor.http.AnsweringThreads;

/**
 * The agent's own threads. Plain pools and not the container's: those cost a hundred times more a
 * task, and their scheduled one has a single thread that a slow task blocks (measured on this
 * Payara).
 */
final class Threads implements AutoCloseable {
  /** More than the processors: a client that reads slowly holds one while it is written to. */
  private static final int WAKERS = 8;

  /** A slow client does not keep others from theirs. */
  private static final int ARCHIVES = 3;

  /** Ends of waits; does little on each. */
  final ScheduledThreadPoolExecutor timer = scheduler("lictor-timer");

  /** Anti-entropy, deferred outputs, the leader's duties. */
  final ScheduledThreadPoolExecutor duties = scheduler("lictor-duties");

  /** What waits for the disk of the agent's memory. */
  final ScheduledThreadPoolExecutor memory = scheduler("lictor-memory");

  /** Ticks between the beats of the checks' EJB timer. */
  final ScheduledThreadPoolExecutor ticks = scheduler("lictor-ticks");

  /** Wake sleeping queries and write their answers. */
  final ExecutorService wakers =
      new ThreadPoolExecutor(
          WAKERS,
          WAKERS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          AnsweringThreads.named("lictor-waker"));

  /** Write archives of the registry, to disk and to clients. */
  final ExecutorService archives =
      new ThreadPoolExecutor(
          ARCHIVES,
          ARCHIVES,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          named("lictor-archive"));

  private static ScheduledThreadPoolExecutor scheduler(String name) {
    ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, named(name));
    scheduler.setRemoveOnCancelPolicy(true);
    return scheduler;
  }

  /** Threads for what may take long, as many as it needs; whoever has it made ends it. */
  static ExecutorService growing(String name) {
    return Executors.newCachedThreadPool(named(name));
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    timer.shutdownNow();
    duties.shutdownNow();
    memory.shutdownNow();
    ticks.shutdownNow();
    archives.shutdownNow();
    wakers.shutdown();
  }
}
