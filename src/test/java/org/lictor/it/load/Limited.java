package org.lictor.it.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** A workload that does nothing any more after so many steps, or after a failure. */
final class Limited implements Workload {
  private final CountDownLatch over = new CountDownLatch(1);
  private final Workload workload;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger left;
  private final int steps;

  Limited(Workload workload, int steps) {
    this.workload = workload;
    this.left = new AtomicInteger(steps);
    this.steps = steps;
  }

  /** Has a workload do so many steps, by several clients; throws what it throws. */
  static void run(Workload workload, int steps) throws InterruptedException {
    Limited limited = new Limited(workload, steps);
    try (KvLoad load = KvLoad.start(limited, 8, Duration.ofMillis(1), 1)) {
      limited.over.await();
      load.stop();
    }
  }

  @Override
  public void step(int client, RandomGenerator random) {
    if (begun.incrementAndGet() > steps) {
      return;
    }
    try {
      workload.step(client, random);
    } catch (IllegalStateException e) {
      over.countDown();
      throw e;
    }
    if (left.decrementAndGet() == 0) {
      over.countDown();
    }
  }
}
