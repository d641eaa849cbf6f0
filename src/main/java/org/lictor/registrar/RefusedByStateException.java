package org.lictor.registrar;

/**
 * The registry as it is does not allow what was asked; nothing was changed. The message is fit for
 * the caller.
 */
public final class RefusedByStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RefusedByStateException(String message) {
    super(message, null, false, false);
  }
}
