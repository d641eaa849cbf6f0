package org.lictor.check;

import java.util.Optional;
import org.lictor.model.CheckStatus;

/**
 * Holds back results until enough of them came in a row. Both counters start at their thresholds,
 * so that the first result after a start is shown at once. Owned by the thread that runs the check.
 */
final class ResultFilter {
  private final Thresholds thresholds;
  private int successes;
  private int failures;

  ResultFilter(Thresholds thresholds) {
    this.thresholds = thresholds;
    this.successes = thresholds.successBeforePassing();
    this.failures = thresholds.failuresBeforeCritical();
  }

  /**
   * The result to show, which may be a milder one; empty if nothing is to change, not even the
   * output.
   */
  Optional<ProbeResult> filter(ProbeResult result) {
    if (result.status() == CheckStatus.CRITICAL) {
      successes = 0;
      failures = increased(failures);
      if (failures >= thresholds.failuresBeforeCritical()) {
        return Optional.of(result);
      }
      return failures >= thresholds.failuresBeforeWarning()
          ? Optional.of(ProbeResult.warning(result.output()))
          : Optional.empty();
    }
    failures = 0;
    successes = increased(successes);
    return successes >= thresholds.successBeforePassing() ? Optional.of(result) : Optional.empty();
  }

  private static int increased(int count) {
    return count == Integer.MAX_VALUE ? count : count + 1;
  }
}
