package org.lictor.http;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lictor.http.wire.MetricNames;
import org.lictor.metrics.Metrics;

/**
 * What the pages about the agent's process and its host work with.
 *
 * @param prometheusRetention how long figures that do not change are told in Prometheus' format;
 *     zero: not in that format
 * @param version of the interface that is spoken
 * @param revision says which software speaks it
 * @param host looks at the host
 */
public record SystemParts(
    Metrics metrics,
    MetricNames names,
    Duration prometheusRetention,
    Logs logs,
    String version,
    String revision,
    String buildDate,
    Supplier<Map<String, @Nullable Object>> host) {
  /** The agent's log as it is written. */
  public interface Logs {
    /**
     * Lets somebody read along.
     *
     * @param level TRACE, DEBUG, INFO, WARN or ERROR: the lowest to be told of
     * @param json whether lines are JSON objects
     * @param reader called with each line and its end, on the thread that logged: it must not block
     *     and not log
     * @return closes to stop
     */
    AutoCloseable tap(String level, boolean json, Consumer<String> reader);
  }
}
