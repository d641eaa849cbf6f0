package org.lictor.model;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a check in the catalog is run, for whoever runs it from outside: {@code Definition} on the
 * wire, where empty fields are left out. The catalog keeps it and never acts on it.
 */
public record CheckDefinition(
    String http,
    String tlsServerName,
    boolean tlsSkipVerify,
    @Nullable Map<String, List<String>> header,
    String method,
    String body,
    boolean disableRedirects,
    String tcp,
    boolean tcpUseTls,
    String udp,
    String grpc,
    String osService,
    boolean grpcUseTls,
    Duration interval,
    Duration timeout,
    Duration deregisterCriticalServiceAfter) {
  /** Nothing said: {@code {}} on the wire. */
  public static final CheckDefinition NONE =
      new CheckDefinition(
          "",
          "",
          false,
          null,
          "",
          "",
          false,
          "",
          false,
          "",
          "",
          "",
          false,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO);

  public CheckDefinition {
    if (header != null) {
      Map<String, List<String>> copy = new TreeMap<>();
      header.forEach((name, values) -> copy.put(name, List.copyOf(values)));
      header = Collections.unmodifiableMap(copy);
    }
  }
}
