package org.lictor.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lictor.metrics.Instrument;
import org.lictor.metrics.Metrics;

/** How long the endpoints take: {@code api.http}, by method and path. Any thread. */
final class HttpTimes {
  private final Metrics metrics;
  private final Map<Endpoint, Map<String, Instrument>> instruments = new ConcurrentHashMap<>();

  HttpTimes(Metrics metrics) {
    this.metrics = metrics;
  }

  /** An endpoint was asked at {@code start}, by {@link System#nanoTime}, and has answered. */
  void since(long start, String method, @Nullable Endpoint endpoint) {
    if (endpoint != null) {
      instruments
          .computeIfAbsent(endpoint, one -> new ConcurrentHashMap<>())
          .computeIfAbsent(
              method,
              one ->
                  metrics.sample(
                      "api.http",
                      "method",
                      one,
                      "path",
                      endpoint.path().substring(1).replace('/', '_')))
          .since(start);
    }
  }
}
