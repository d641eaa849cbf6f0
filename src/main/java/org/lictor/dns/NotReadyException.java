package org.lictor.dns;

/** The registry has to fetch an answer first; this thread must not wait for it. */
final class NotReadyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotReadyException() {
    super("not known yet", null, false, false);
  }
}
