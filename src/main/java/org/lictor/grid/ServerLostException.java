package org.lictor.grid;

/**
 * The server that had a request went away or fell silent. It may have handled it: a question can be
 * asked again elsewhere, a command must not.
 */
public final class ServerLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ServerLostException(String message) {
    super(message, null, false, false);
  }
}
