package org.lictor.check;

import java.time.Duration;

/**
 * A connection that must come about, and is closed at once.
 *
 * @param target {@code host:port} as the user wrote it; one that cannot be dialled makes the check
 *     critical
 * @param overTls the TLS handshake must succeed too
 */
public record TcpSpec(
    String target, boolean overTls, TlsSpec tls, Duration interval, Duration timeout)
    implements PolledSpec {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  public TcpSpec {
    PolledSpec.requireTimes(interval, timeout);
  }

  @Override
  public String type() {
    return "tcp";
  }

  @Override
  public <R> R handledBy(Handler<R> handler) {
    return handler.tcp(this);
  }
}
