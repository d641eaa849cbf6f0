package org.lictor.state;

/**
 * The state does not allow a command; its message goes to the caller and nothing is changed. Stays
 * inside this package.
 */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  RefusedException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
