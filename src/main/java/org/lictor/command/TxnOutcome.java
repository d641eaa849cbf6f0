package org.lictor.command;

import java.util.List;

/**
 * What became of a transaction: either its results, in the order of its operations, or what was
 * wrong, and then nothing was changed.
 */
public record TxnOutcome(List<TxnResult> results, List<Problem> problems) implements Outcome {
  /**
   * Why an operation could not be done.
   *
   * @param op its place, from 0
   */
  public record Problem(int op, String what) {}

  public TxnOutcome {
    results = List.copyOf(results);
    problems = List.copyOf(problems);
  }

  /** Whether it was done. */
  public boolean done() {
    return problems.isEmpty();
  }
}
