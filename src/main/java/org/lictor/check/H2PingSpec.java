package org.lictor.check;

import java.time.Duration;

/**
 * A server that must answer a ping of HTTP/2 (RFC 9113 §6.7).
 *
 * @param target {@code host:port} as the user wrote it; one that cannot be dialled makes the check
 *     critical
 */
public record H2PingSpec(
    String target, boolean overTls, TlsSpec tls, Duration interval, Duration timeout)
    implements PolledSpec {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  public H2PingSpec {
    PolledSpec.requireTimes(interval, timeout);
  }

  @Override
  public String type() {
    return "h2ping";
  }

  @Override
  public <R> R handledBy(Handler<R> handler) {
    return handler.h2ping(this);
  }
}
