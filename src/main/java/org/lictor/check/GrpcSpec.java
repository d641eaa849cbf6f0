package org.lictor.check;

import java.time.Duration;

/**
 * A server that must say of itself, or of one of its services, that it serves (<a
 * href="https://github.com/grpc/grpc/blob/master/doc/health-checking.md">gRPC health checking
 * protocol</a>).
 *
 * @param target {@code host:port} or {@code host:port/service} as the user wrote it; one that
 *     cannot be dialled makes the check critical
 */
public record GrpcSpec(
    String target, boolean overTls, TlsSpec tls, Duration interval, Duration timeout)
    implements PolledSpec {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  public GrpcSpec {
    PolledSpec.requireTimes(interval, timeout);
  }

  /** Where to connect to, as written. */
  String address() {
    int slash = target.indexOf('/');
    return slash < 0 ? target : target.substring(0, slash);
  }

  /** The service asked for; empty for the server as a whole. */
  String service() {
    int slash = target.indexOf('/');
    return slash < 0 ? "" : target.substring(slash + 1);
  }

  @Override
  public String type() {
    return "grpc";
  }

  @Override
  public <R> R handledBy(Handler<R> handler) {
    return handler.grpc(this);
  }
}
