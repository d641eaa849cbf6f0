package org.lictor.grid;

/** None of the addresses led to a cluster that can be joined. The message is fit for the caller. */
public final class JoinException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JoinException(String message) {
    super(message, null, false, false);
  }
}
