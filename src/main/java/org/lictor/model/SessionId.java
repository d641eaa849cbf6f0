package org.lictor.model;

import java.util.Locale;

/**
 * The id of a session: a UUID, written in lower case. One that is spelled otherwise, in capitals or
 * with its hyphens elsewhere, is the same id.
 */
public record SessionId(String value) implements Comparable<SessionId> {
  private static final int LENGTH = 36;
  private static final int HYPHENS = 4;
  private static final int DIGITS = 32;

  /** Takes {@code value} for an id as it stands; what a caller gave goes through {@link #of}. */
  public SessionId {
    if (value.isEmpty()) {
      throw new InvalidModelException("session", "must not be empty");
    }
  }

  /**
   * The id that a caller means by {@code text}. One of 36 characters that are no UUID's is an id
   * that no session has.
   *
   * @throws IllegalArgumentException with the interface's own words when it cannot be an id
   */
  public static SessionId of(String text) {
    if (text.length() != LENGTH) {
      throw invalid("UUID must be 36 characters");
    }
    String digits = text.replace("-", "");
    if (LENGTH - digits.length() > HYPHENS) {
      throw invalid("UUID should have maximum of 4 \"-\"; got " + (LENGTH - digits.length()));
    }
    if (digits.length() % 2 != 0) {
      throw invalid("Input (without hyphens) must be even length");
    }
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (Character.digit(c, 16) < 0 || c > 'f') {
        throw invalid(
            String.format(
                Locale.ROOT, "Invalid UUID: encoding/hex: invalid byte: U+%04X '%c'", (int) c, c));
      }
    }
    String lower = digits.toLowerCase(Locale.ROOT);
    return new SessionId(lower.length() == DIGITS ? hyphenated(lower) : lower);
  }

  private static String hyphenated(String digits) {
    return String.join(
        "-",
        digits.substring(0, 8),
        digits.substring(8, 12),
        digits.substring(12, 16),
        digits.substring(16, 20),
        digits.substring(20));
  }

  private static IllegalArgumentException invalid(String why) {
    return new IllegalArgumentException("failed session lookup: index error: " + why);
  }

  @Override
  public int compareTo(SessionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
