package org.lictor.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs short tasks that come many at a time, as the answers of one flush do, without waking a
 * thread for each: one runs what has come meanwhile, and calls another when that is much. Tasks do
 * not wait. Any thread.
 */
final class InBatches implements Executor {
  private static final Logger LOG = System.getLogger("org.lictor.http");

  /** So many one thread takes before it looks whether others should help. */
  private static final int BATCH = 32;

  private final Executor threads;
  private final int most;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger running = new AtomicInteger();

  /**
   * @param most so many of {@code threads} work at once
   */
  InBatches(Executor threads, int most) {
    this.threads = threads;
    this.most = most;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (running.compareAndSet(0, 1)) {
      call();
    }
  }

  private void run() {
    while (true) {
      for (int i = 0; i < BATCH; i++) {
        Runnable task = tasks.poll();
        if (task == null) {
          running.decrementAndGet();
          // One that came in between has seen this thread run.
          if (tasks.isEmpty() || !running.compareAndSet(0, 1)) {
            return;
          }
        } else {
          try {
            task.run();
          } catch (RuntimeException | Error defect) {
            LOG.log(Level.ERROR, "a task of a batch failed", defect);
          }
        }
      }
      int now = running.get();
      if (now < most && !tasks.isEmpty() && running.compareAndSet(now, now + 1)) {
        call();
      }
    }
  }

  /** One more runs; it has been counted. */
  private void call() {
    try {
      threads.execute(this::run);
    } catch (RuntimeException noneLeft) {
      running.decrementAndGet();
      throw noneLeft;
    }
  }
}
