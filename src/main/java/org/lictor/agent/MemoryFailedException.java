package org.lictor.agent;

/**
 * The agent's memory did not take a change or cannot be read. The message names the files and says
 * what to do.
 */
public final class MemoryFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MemoryFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
