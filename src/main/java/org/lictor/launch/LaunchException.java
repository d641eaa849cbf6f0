package org.lictor.launch;

/**
 * The agent's JVM cannot be started as things are; the message says what is in the way and what to
 * do.
 */
public final class LaunchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LaunchException(String message) {
    super(message);
  }

  LaunchException(String message, Throwable cause) {
    super(message, cause);
  }
}
