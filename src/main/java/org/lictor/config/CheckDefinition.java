package org.lictor.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A check as a file defines it. Strings that are not set are empty, durations and numbers zero.
 *
 * @param serviceId the service that a check of its own belongs to; empty: the node
 * @param script a line for the shell, as 0.5.2 had it
 * @param args a program and its arguments, run directly
 * @param h2pingTls on unless switched off
 * @param failuresBeforeWarning if not set, that of critical
 * @param deregisterAfter time in critical after which the service is removed; 0: never
 * @param outputMaxSize bytes, 0: the agent's limit
 */
public record CheckDefinition(
    String id,
    String name,
    String notes,
    String serviceId,
    String status,
    String token,
    String script,
    List<String> args,
    String shell,
    String dockerContainerId,
    String http,
    String method,
    Map<String, List<String>> header,
    String body,
    boolean disableRedirects,
    String tcp,
    boolean tcpTls,
    String udp,
    String grpc,
    boolean grpcTls,
    String h2ping,
    boolean h2pingTls,
    String osService,
    String aliasNode,
    String aliasService,
    Duration ttl,
    Duration interval,
    Duration timeout,
    String tlsServerName,
    boolean tlsSkipVerify,
    int successBeforePassing,
    int failuresBeforeWarning,
    int failuresBeforeCritical,
    Duration deregisterAfter,
    int outputMaxSize) {
  public CheckDefinition {
    args = List.copyOf(args);
    header = Frozen.map(header);
  }

  /** Whether the check runs a program on this host or in a container. */
  public boolean runsProgram() {
    return !script.isEmpty() || !args.isEmpty();
  }

  /** Whether the check repeats the state of another service or node. */
  public boolean isAlias() {
    return !aliasNode.isEmpty() || !aliasService.isEmpty();
  }

  /** Whether the check is run every so often, by whatever means. */
  public boolean isPeriodic() {
    return runsProgram()
        || !http.isEmpty()
        || !tcp.isEmpty()
        || !udp.isEmpty()
        || !grpc.isEmpty()
        || !h2ping.isEmpty()
        || !osService.isEmpty();
  }

  /** What is wrong with the combination of fields, in Consul's words. */
  public Optional<String> problem() {
    if (!interval.isZero() && !ttl.isZero())
      return Optional.of("Interval and TTL cannot both be specified");
    if (isPeriodic() && interval.compareTo(Duration.ZERO) <= 0) {
      return Optional.of(
          "Interval must be > 0 for Script, HTTP, H2PING, TCP, UDP or OSService checks");
    }
    if (isPeriodic() && isAlias()) return Optional.of("Interval cannot be set for Alias checks");
    if (isAlias() && !ttl.isZero()) return Optional.of("TTL must be not be set for Alias checks");
    if (!isPeriodic() && !isAlias() && ttl.compareTo(Duration.ZERO) <= 0) {
      return Optional.of("TTL must be > 0 for TTL checks");
    }
    if (outputMaxSize < 0) return Optional.of("MaxOutputMaxSize must be positive");
    if (failuresBeforeWarning > failuresBeforeCritical) {
      return Optional.of("FailuresBeforeWarning can't be higher than FailuresBeforeCritical");
    }
    if (!List.of("", "passing", "warning", "critical").contains(status)) {
      return Optional.of("Status for checks must 'passing', 'warning', 'critical'");
    }
    return Optional.empty();
  }
}
