package org.lictor.consensus.simulated;

import org.jspecify.annotations.Nullable;
import org.lictor.consensus.Committed;

/**
 * Something that holds at every moment of every run. It is told what happens, and throws {@link
 * BrokenInvariant} when it does not hold.
 */
abstract class Invariant implements Witness {
  /** A client has its answer: {@code committed}, or else what went wrong. */
  void answered(Write write, @Nullable Committed committed, @Nullable Throwable failure) {}

  /**
   * A server vouched for reads at {@code index}, and its image was at {@code shown} then; asked
   * when {@code knownIndex} was known.
   */
  void confirmed(long knownIndex, long index, long shown) {}

  /** A client was told that a session has more time. */
  void renewed(Renewal renewal) {}

  /** Something has happened, nothing is under way. */
  void afterStep() {}

  final void require(boolean holds, String message, Object... arguments) {
    if (!holds) throw broken(message, arguments);
  }

  final BrokenInvariant broken(String message, Object... arguments) {
    return new BrokenInvariant(getClass().getSimpleName(), message.formatted(arguments));
  }
}
