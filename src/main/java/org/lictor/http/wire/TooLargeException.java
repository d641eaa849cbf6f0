package org.lictor.http.wire;

/** What came is larger than is allowed; the message is fit for the caller. */
public final class TooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooLargeException(String message) {
    super(message, null, false, false);
  }
}
