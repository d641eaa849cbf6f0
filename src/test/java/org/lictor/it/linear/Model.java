package org.lictor.it.linear;

/**
 * What an object does, one call at a time.
 *
 * @param <S> what it holds: immutable, and equal when it holds the same
 * @param <A> a call with its answer
 */
public interface Model<S, A> {
  /** What it holds at first. */
  S start();

  /** What it holds after a call, or null when it does not give that answer here. */
  S answered(S state, A action);

  /** Whether a call with that answer leaves it as it is, wherever the answer fits. */
  boolean onlySees(A action);

  /** What it holds after a call whose answer nobody knows. */
  S unanswered(S state, A action);
}
