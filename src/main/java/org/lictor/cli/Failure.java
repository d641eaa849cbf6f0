package org.lictor.cli;

/** A command could not do what was asked; the message is for the user and is printed as it is. */
public final class Failure extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean withHelp;

  private Failure(String message, boolean withHelp) {
    super(message, null, false, false);
    this.withHelp = withHelp;
  }

  /** A failure that prints its message and nothing else. */
  public Failure(String message) {
    this(message, false);
  }

  /** A call that does not make sense: the message, an empty line and the command's help page. */
  public static Failure misuse(String message) {
    return new Failure(message, true);
  }

  /** Whether the help page follows the message. */
  public boolean withHelp() {
    return withHelp;
  }
}
