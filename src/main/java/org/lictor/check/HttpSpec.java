package org.lictor.check;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An HTTP request whose status code is the status: 2xx passing, 429 warning, anything else
 * critical.
 *
 * @param url as the user wrote it; one that cannot be asked makes the check critical, it is not
 *     refused
 * @param method empty for GET
 * @param header in the user's order; {@code Host} sets the host asked for
 */
public record HttpSpec(
    String url,
    String method,
    Map<String, List<String>> header,
    String body,
    boolean followsRedirects,
    TlsSpec tls,
    Duration interval,
    Duration timeout)
    implements PolledSpec {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  public HttpSpec {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    header.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    header = Collections.unmodifiableMap(copy);
    method = method.isEmpty() ? "GET" : method;
    PolledSpec.requireTimes(interval, timeout);
  }

  @Override
  public String type() {
    return "http";
  }

  @Override
  public <R> R handledBy(Handler<R> handler) {
    return handler.http(this);
  }
}
