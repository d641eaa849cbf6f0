package org.lictor.agent;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Takes back services of which a check has been critical for longer than its {@code
 * deregister_critical_service_after}, counted in this run of the agent (semantics.md §5.3).
 */
public final class CriticalReaper {
  private static final System.Logger LOG = System.getLogger("org.lictor.agent");
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final LocalState state;
  private final LocalServices services;
  private final InstantSource clock;

  /**
   * @param clock the one that {@link CheckResults} and {@link LocalServices} have; should not jump
   */
  public CriticalReaper(LocalState state, LocalServices services, InstantSource clock) {
    this.state = state;
    this.services = services;
    this.clock = clock;
  }

  /** Looks every 30 seconds from now on. What it does may block on the disk for moments. */
  public void start(ScheduledExecutorService scheduler) {
    scheduler.scheduleWithFixedDelay(
        this::reapQuietly, PERIOD.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
  }

  private void reapQuietly() {
    try {
      reap();
    } catch (RuntimeException failed) {
      // Once more at the next look; a scheduled task that throws is not run again.
      LOG.log(Level.ERROR, "could not take back a service that is critical for too long", failed);
    }
  }

  /** Looks once. */
  void reap() {
    Instant now = clock.instant();
    for (LocalCheck check : state.image().checks.values()) {
      if (isOverdue(check, now)) {
        LOG.log(
            Level.INFO,
            "check for service has been critical for too long: service="
                + check.serviceId()
                + " check="
                + check.id());
        deregister(check.serviceId());
      }
    }
  }

  private void deregister(String service) {
    try {
      services.deregisterService(service);
    } catch (NotRegisteredException gone) {
      LOG.log(Level.DEBUG, "service " + service + " is gone already");
    }
  }

  private static boolean isOverdue(LocalCheck check, Instant now) {
    Duration limit = check.admitted().proposal().deregisterCriticalServiceAfter().toDuration();
    Instant since = check.criticalSince();
    return !check.serviceId().isEmpty()
        && !limit.isZero()
        && !limit.isNegative()
        && since != null
        && since.plus(limit).isBefore(now);
  }
}
