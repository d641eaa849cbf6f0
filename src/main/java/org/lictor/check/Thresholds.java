package org.lictor.check;

import org.lictor.model.InvalidModelException;

/**
 * How many results of a kind must come in a row before they are believed. 0 means at once.
 *
 * @param failuresBeforeWarning at most {@code failuresBeforeCritical}
 */
public record Thresholds(
    int successBeforePassing, int failuresBeforeWarning, int failuresBeforeCritical) {
  /** Every result counts at once. */
  public static final Thresholds NONE = new Thresholds(0, 0, 0);

  public Thresholds {
    if (failuresBeforeWarning > failuresBeforeCritical) {
      throw new InvalidModelException("failuresBeforeWarning", CheckDraft.WARNING_ABOVE_CRITICAL);
    }
  }
}
