package org.lictor.consensus;

/**
 * This server's log takes no more commands, as after a failed write to its disk. The command was
 * not acknowledged. It may be found applied after a restart, for the bytes may have reached the
 * disk: a command that is not idempotent must not be tried again blindly.
 */
public final class LogUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public LogUnavailableException(String message) {
    super(message);
  }
}
