package org.lictor.grid;

/** Something went wrong on the server that was asked; its log may tell more. */
public final class RemoteFailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RemoteFailureException(String message) {
    super(message, null, false, false);
  }
}
