package org.lictor.cli.lock;

/** A lock could not be taken, kept or given back; the message is fit for the user. */
public final class LockException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean inUse;

  private LockException(String message, boolean inUse) {
    super(message, null, false, false);
    this.inUse = inUse;
  }

  LockException(String message) {
    this(message, false);
  }

  /** What was to be removed is held by another. */
  static LockException inUse(String message) {
    return new LockException(message, true);
  }

  /** Whether it is one of {@link #inUse(String)}. */
  public boolean isInUse() {
    return inUse;
  }
}
