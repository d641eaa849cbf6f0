package org.lictor.agent;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.lictor.check.CheckListener;
import org.lictor.model.CheckId;
import org.lictor.model.CheckStatus;

/**
 * Takes what the checks found into the {@link LocalState}. A new status goes to the catalog at
 * once, a mere new output later (Consul agent configuration, {@code check_update_interval}). Any
 * thread.
 */
public final class CheckResults {
  private static final System.Logger LOG = System.getLogger("org.lictor.agent");

  private final LocalState state;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ScheduledExecutorService scheduler;
  private volatile OutputRules rules;

  public CheckResults(
      LocalState state,
      InstantSource clock,
      RandomGenerator random,
      ScheduledExecutorService scheduler,
      OutputRules rules) {
    this.state = state;
    this.clock = clock;
    this.random = random;
    this.scheduler = scheduler;
    this.rules = rules;
  }

  /** Other rules from now on; what is shown already stays. */
  public void rules(OutputRules other) {
    rules = other;
  }

  /** A listener that takes the results of one registration of a check and of no later one. */
  CheckListener listenerOf(long registration) {
    return (id, status, output) -> take(id, registration, status, output);
  }

  private void take(CheckId id, long registration, CheckStatus status, String output) {
    OutputRules now = rules;
    String shown = now.discard() ? "" : output;
    LocalCheck before = state.image().checks.get(id.key());
    if (before != null && before.registration() == registration && before.status() == status) {
      takeOutput(id, registration, status, shown, now.updateInterval());
      return;
    }
    long revision = state.nextRevision();
    state.change(
        image -> {
          LocalCheck check = image.checks.get(id.key());
          if (check == null || check.registration() != registration) {
            return image;
          }
          return image.with(check.withStatus(status, shown, clock.instant()).dirty(revision));
        });
    LOG.log(Level.DEBUG, "Check status updated: check=" + id + " status=" + status);
  }

  private void takeOutput(
      CheckId id, long registration, CheckStatus status, String shown, Duration interval) {
    long number = state.nextRevision();
    boolean atOnce = interval.isZero() || interval.isNegative();
    boolean[] deferred = {false};
    boolean changed =
        state.edit(
            image -> {
              LocalCheck check = image.checks.get(id.key());
              if (check == null
                  || check.registration() != registration
                  || check.output().equals(shown) && check.status() == status) {
                return image;
              }
              LocalCheck later = check.withStatus(status, shown, clock.instant());
              if (atOnce) {
                return image.with(later.dirty(number));
              }
              deferred[0] = later.deferral() == 0;
              return image.with(deferred[0] ? later.deferred(number) : later);
            });
    if (changed && atOnce) {
      state.dirty();
    }
    if (deferred[0]) {
      sendLater(id, number, interval);
    }
  }

  private void sendLater(CheckId id, long number, Duration interval) {
    long wait = interval.toNanos() / 2 + random.nextLong(interval.toNanos());
    try {
      scheduler.schedule(() -> send(id, number), wait, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopping) {
      LOG.log(Level.DEBUG, "the output of check " + id + " is not sent any more: the agent stops");
    }
  }

  private void send(CheckId id, long number) {
    long revision = state.nextRevision();
    state.change(
        image -> {
          LocalCheck check = image.checks.get(id.key());
          // Another wait, or none: its status went out in the meantime, and the output with it.
          return check == null || check.deferral() != number
              ? image
              : image.with(check.dirty(revision));
        });
  }
}
