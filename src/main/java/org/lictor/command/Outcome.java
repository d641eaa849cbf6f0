package org.lictor.command;

/** What became of a command, the same on every server. */
public sealed interface Outcome permits Outcome.Answered, Outcome.Refused, TxnOutcome {
  /** The command was applied and has nothing more to say. */
  Outcome DONE = new Answered(true);

  /** The command's condition did not hold; nothing was changed. */
  Outcome NOT_DONE = new Answered(false);

  /** A yes or no: the {@code true} and {@code false} of the wire. */
  static Outcome of(boolean done) {
    return done ? DONE : NOT_DONE;
  }

  /** The command's yes or no. */
  record Answered(boolean done) implements Outcome {}

  /**
   * The state does not allow the command; nothing was changed. The message is fit for the caller.
   */
  record Refused(String message) implements Outcome {}
}
