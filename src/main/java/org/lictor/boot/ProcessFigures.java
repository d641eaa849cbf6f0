package org.lictor.boot;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.ToLongFunction;
import org.lictor.metrics.Metrics;

/**
 * What the Java process uses, under the names that Consul's have: a thread stands for a goroutine,
 * the heap in use for what is allocated.
 */
final class ProcessFigures {
  private static final long NANOS_OF_MILLI = 1_000_000L;

  private ProcessFigures() {}

  static void register(Metrics metrics) {
    var memory = ManagementFactory.getMemoryMXBean();
    var threads = ManagementFactory.getThreadMXBean();
    metrics.gauge("runtime.alloc_bytes", () -> memory.getHeapMemoryUsage().getUsed());
    metrics.gauge(
        "runtime.sys_bytes",
        () ->
            (double) memory.getHeapMemoryUsage().getCommitted()
                + memory.getNonHeapMemoryUsage().getCommitted());
    metrics.gauge("runtime.num_goroutines", threads::getThreadCount);
    metrics.gauge("runtime.total_gc_runs", () -> sum(GarbageCollectorMXBean::getCollectionCount));
    metrics.gauge(
        "runtime.total_gc_pause_ns",
        () -> (double) sum(GarbageCollectorMXBean::getCollectionTime) * NANOS_OF_MILLI);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      metrics.gauge("runtime.process_cpu_ns", system::getProcessCpuTime);
    }
  }

  private static long sum(ToLongFunction<GarbageCollectorMXBean> figure) {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(figure)
        .filter(value -> value > 0)
        .sum();
  }
}
