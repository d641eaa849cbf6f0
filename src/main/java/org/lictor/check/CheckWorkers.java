package org.lictor.check;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that probes block: as many as are blocked at once, hardly any while all is well. */
public final class CheckWorkers {
  /**
   * The pool is not to be what delays a check when a cable is cut and every probe waits for its
   * timeout, so a thousand checks can block at once. A thread that waits costs some tens of
   * kilobytes.
   */
  public static final int MOST = 1024;

  private static final int STACK_BYTES = 256 * 1024;

  private CheckWorkers() {}

  /**
   * A pool that grows up to {@code most} threads and rejects what is more; {@link CheckSchedule}
   * offers that again.
   */
  public static ExecutorService upTo(int most) {
    AtomicInteger number = new AtomicInteger();
    ThreadFactory threads =
        task -> {
          Thread thread =
              new Thread(null, task, "lictor-check-" + number.incrementAndGet(), STACK_BYTES);
          thread.setDaemon(true);
          return thread;
        };
    return new ThreadPoolExecutor(0, most, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
  }
}
