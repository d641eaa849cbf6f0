package org.lictor.check;

import org.lictor.model.CheckId;
import org.lictor.model.CheckStatus;

/**
 * Learns what the checks of this agent found.
 *
 * <p>Called on a worker thread, or, for a renewed TTL, on the renewing one; for one check never by
 * two threads at once, and in the order of the results. What it throws is logged and changes
 * nothing.
 */
@FunctionalInterface
public interface CheckListener {
  /**
   * A result to be shown, already passed by the check's {@link Thresholds} and cut to its output
   * limit.
   */
  void checked(CheckId check, CheckStatus status, String output);
}
