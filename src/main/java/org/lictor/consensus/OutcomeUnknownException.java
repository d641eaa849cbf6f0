package org.lictor.consensus;

/**
 * The leader was lost while the command was on its way: it may or may not have been applied. Look
 * before you try again.
 */
public final class OutcomeUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OutcomeUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}
