package org.lictor.check;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** A check that the agent runs itself. Only one worker has it at a time. */
final class PolledRun extends CheckRun {
  private static final System.Logger LOG = System.getLogger(PolledRun.class.getName());

  private final PolledSpec spec;
  private final Probe probe;
  private final ResultFilter filter;
  private final InstantSource clock;

  PolledRun(
      CheckSpec check,
      PolledSpec spec,
      Probe probe,
      CheckListener listener,
      InstantSource clock,
      Instant due) {
    super(check.id(), listener, due);
    this.spec = spec;
    this.probe = probe;
    this.filter = new ResultFilter(check.thresholds());
    this.clock = clock;
  }

  @Override
  Optional<Instant> go() {
    filter.filter(probed()).ifPresent(this::deliver);
    // From the end of this run: a probe that takes longer than its interval does not run into
    // itself.
    return Optional.of(clock.instant().plus(spec.interval()));
  }

  @Override
  void kill() {
    probe.kill();
  }

  private ProbeResult probed() {
    try {
      return probe.run();
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "probe of check " + id() + " failed by a defect", defect);
      return ProbeResult.critical("the agent could not run this check: " + defect);
    }
  }
}
