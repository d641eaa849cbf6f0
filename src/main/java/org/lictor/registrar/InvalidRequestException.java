package org.lictor.registrar;

/**
 * The caller asked for what cannot be. The message names the field and is fit for the caller.
 * Thrown before anything is ordered: nothing was changed.
 */
public final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidRequestException(String message) {
    super(message, null, false, false);
  }
}
