package org.lictor.it.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Client threads that do the steps of a workload until they are stopped. */
public final class KvLoad implements AutoCloseable {
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicLong steps = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();

  private KvLoad() {}

  /** Starts {@code clients} threads that pause after each step; the seed decides what they ask. */
  public static KvLoad start(Workload workload, int clients, Duration pause, long seed) {
    KvLoad load = new KvLoad();
    for (int i = 0; i < clients; i++) {
      int client = i;
      Random random = new Random(seed * 1_000 + client);
      load.threads.add(
          new Thread(() -> load.run(workload, client, random, pause), "client-" + client));
    }
    load.threads.forEach(Thread::start);
    return load;
  }

  private void run(Workload workload, int client, Random random, Duration pause) {
    try {
      do {
        workload.step(client, random);
        steps.incrementAndGet();
      } while (!stop.await(pause.toNanos(), TimeUnit.NANOSECONDS));
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
  }

  /** How many steps all clients have done; to wait for some more of them. */
  public long steps() {
    return steps.get();
  }

  /** Whether a client has come to an end, as its workload threw. */
  public boolean failed() {
    return failure.get() != null;
  }

  /** Stops all clients, and waits for the steps they are in; throws what a workload has thrown. */
  public void stop() throws InterruptedException {
    close();
    if (failure.get() != null) {
      throw new AssertionError("a client failed", failure.get());
    }
  }

  @Override
  public void close() throws InterruptedException {
    stop.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
