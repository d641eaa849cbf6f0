package org.lictor.it.linear;

/** A history that no store doing one thing at a time can have given. */
public final class NotLinearizableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NotLinearizableException(String message) {
    super(message);
  }
}
