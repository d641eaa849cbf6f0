package org.lictor.event;

/** An event that cannot be fired; the message says why, in the words of the interface. */
public final class InvalidEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidEventException(String message) {
    super(message, null, false, false);
  }
}
