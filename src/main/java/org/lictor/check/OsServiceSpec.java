package org.lictor.check;

import java.time.Duration;

/**
 * A service of the operating system that must be running: a unit of systemd, or a service of
 * Windows.
 */
public record OsServiceSpec(String service, Duration interval, Duration timeout)
    implements PolledSpec {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  public OsServiceSpec {
    PolledSpec.requireTimes(interval, timeout);
  }

  @Override
  public String type() {
    return "os_service";
  }

  @Override
  public <R> R handledBy(Handler<R> handler) {
    return handler.osService(this);
  }
}
