package org.lictor.http;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.memory.MemoryManager;
import org.glassfish.grizzly.memory.ThreadLocalPoolProvider;
import org.glassfish.grizzly.threadpool.DefaultWorkerThread;

/**
 * Makes threads for those who answer requests that have waited. They are of the container's own
 * kind, which keep buffers and request objects for what they answer next: to others it gives new
 * ones each time.
 */
public final class AnsweringThreads {
  private AnsweringThreads() {}

  /** Daemons called {@code name-1} and so on. */
  public static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    MemoryManager<?> memory = MemoryManager.DEFAULT_MEMORY_MANAGER;
    return task -> {
      Thread thread =
          new DefaultWorkerThread(
              Grizzly.DEFAULT_ATTRIBUTE_BUILDER,
              name + "-" + number.incrementAndGet(),
              memory instanceof ThreadLocalPoolProvider pools
                  ? pools.createThreadLocalPool()
                  : null,
              task);
      thread.setDaemon(true);
      return thread;
    };
  }
}
