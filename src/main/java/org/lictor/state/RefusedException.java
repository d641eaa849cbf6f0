package org.lictor.state;

/** The state does not allow a command; its message goes to the caller and nothing is changed. Stays inside this package. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message, null, false, false);
  }
}
