package org.lictor.consensus.simulated;

/** An invariant does not hold. */
final class BrokenInvariant extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String invariant;

  BrokenInvariant(String invariant, String message) {
    super(invariant + ": " + message);
    this.invariant = invariant;
  }

  /** The same, with where it happened. */
  BrokenInvariant(BrokenInvariant cause, String where) {
    super(where + ": " + cause.getMessage(), cause);
    this.invariant = cause.invariant;
  }

  String invariant() {
    return invariant;
  }
}
