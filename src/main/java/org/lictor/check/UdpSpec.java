package org.lictor.check;

import java.time.Duration;

/**
 * A datagram that nobody may refuse. Silence passes, as there is no telling whether a server has
 * anything to say to it; only the host's word that nobody listens there fails.
 *
 * @param target {@code host:port} as the user wrote it; one that cannot be dialled makes the check
 *     critical
 */
public record UdpSpec(String target, Duration interval, Duration timeout) implements PolledSpec {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  public UdpSpec {
    PolledSpec.requireTimes(interval, timeout);
  }

  @Override
  public String type() {
    return "udp";
  }

  @Override
  public <R> R handledBy(Handler<R> handler) {
    return handler.udp(this);
  }
}
