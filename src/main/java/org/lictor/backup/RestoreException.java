package org.lictor.backup;

/** A state cannot be restored; nothing was changed. The message is fit for the caller. */
public final class RestoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RestoreException(String message) {
    super(message, null, false, false);
  }
}
