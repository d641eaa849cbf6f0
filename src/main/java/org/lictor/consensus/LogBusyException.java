package org.lictor.consensus;

/**
 * More commands wait than the log may hold. This one was not taken: trying again is safe, better a
 * little later.
 */
public final class LogBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LogBusyException(String message) {
    super(message, null, false, false);
  }
}
