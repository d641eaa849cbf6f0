package org.lictor.model;

import java.util.Optional;

/**
 * The three states an agent's own check can be in. The catalog keeps whatever word it was told; an
 * agent only says these.
 */
public enum CheckStatus {
  PASSING("passing"),
  WARNING("warning"),
  CRITICAL("critical");

  private final String word;

  CheckStatus(String word) {
    this.word = word;
  }

  /** The lower-case word of the wire. */
  public String word() {
    return word;
  }

  /** The status of a wire word, letter case counting; empty if there is none of that word. */
  public static Optional<CheckStatus> fromWord(String word) {
    for (CheckStatus status : values()) {
      if (status.word.equals(word)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return word;
  }
}
