package org.lictor.http.wire;

/**
 * A request's body is not what its endpoint takes. The message names the field, in the words of
 * Go's decoder where clients know them.
 */
public final class BadBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadBodyException(String message) {
    super(message, null, false, false);
  }
}
