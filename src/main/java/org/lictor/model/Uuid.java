package org.lictor.model;

import java.util.Locale;
import java.util.Optional;

/** What ids must look like, and what is said of those that do not. */
public final class Uuid {
  private static final int LENGTH = 36;
  private static final int HYPHENS = 4;

  private Uuid() {}

  /** What is wrong with an id in Consul's words; nothing when it is one. */
  public static Optional<String> problem(String id) {
    if (id.length() != LENGTH) {
      return Optional.of("UUID must be 36 characters");
    }
    String digits = id.replace("-", "");
    if (LENGTH - digits.length() > HYPHENS) {
      return Optional.of("UUID should have maximum of 4 \"-\"; got " + (LENGTH - digits.length()));
    }
    if (digits.length() % 2 != 0) {
      return Optional.of("Input (without hyphens) must be even length");
    }
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c > 'f' || Character.digit(c, 16) < 0) {
        return Optional.of(
            String.format(
                Locale.ROOT, "Invalid UUID: encoding/hex: invalid byte: U+%04X '%c'", (int) c, c));
      }
    }
    return Optional.empty();
  }
}
