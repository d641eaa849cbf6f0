package org.lictor.check;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lictor.model.CheckStatus;

/**
 * A TTL check in the schedule. Renewals and expiry come from different threads; this lock, held
 * while the listener is told, keeps them in order.
 */
final class TtlRun extends CheckRun {
  private final TtlCheck check;
  private final InstantSource clock;

  TtlRun(CheckSpec spec, TtlSpec ttl, CheckListener listener, InstantSource clock, Instant now) {
    super(spec.id(), listener, now.plus(ttl.ttl()));
    this.check = new TtlCheck(ttl, spec.outputLimit(), now);
    this.clock = clock;
  }

  @Override
  synchronized Optional<Instant> go() {
    check.expire(clock.instant()).ifPresent(this::deliver);
    return check.deadline();
  }

  @Override
  void kill() {
    // Nothing runs.
  }

  /** Takes what somebody said, and tells when the check expires now. */
  synchronized Instant renew(CheckStatus status, String output) {
    Instant now = clock.instant();
    deliver(check.renew(status, output, now));
    return check.deadline().orElse(now);
  }
}
