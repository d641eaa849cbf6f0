package org.lictor.it.linear;

/**
 * What an operation asked of a key, and what it was told. A value is written once in a history, so
 * that it names its write; {@code null} stands for a key that is not there.
 */
public sealed interface Action {

  /** The value seen, with the index at which it was written (0 where it is not known). */
  record Read(String value, long index) implements Action {
    /** A read whose index nobody looked at. */
    public Read(String value) {
      this(value, 0);
    }
  }

  /** An unconditional write. */
  record Write(String value) implements Action {}

  /**
   * A write on condition that the key still has {@code expected}, the value that was read together
   * with the index compared. {@code swapped} tells the answer; it says nothing when none came.
   */
  record Cas(String expected, String value, boolean swapped) implements Action {}
}
