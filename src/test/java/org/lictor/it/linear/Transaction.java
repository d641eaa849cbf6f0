package org.lictor.it.linear;

import java.util.List;

/**
 * What a transaction asked of the keys of a group, and was told. A value is written once in a
 * history, so that it names its write; {@code null} stands for a key that is not there. What is
 * asked of a single key is a transaction of one step.
 *
 * @param done whether it was carried out; it says nothing when no answer came
 */
public record Transaction(List<Step> steps, boolean done) {
  public Transaction {
    steps = List.copyOf(steps);
  }

  /** One of its operations, on the key of that number in its group. */
  public sealed interface Step {
    int key();
  }

  /** The value seen. */
  public record Read(int key, String value) implements Step {}

  /** An unconditional write. */
  public record Write(int key, String value) implements Step {}

  /** A write that fails the whole transaction unless the key still has {@code expected}. */
  public record Cas(int key, String expected, String value) implements Step {}
}
