package org.lictor.cli;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The spellings Go's {@code strconv} takes for booleans and numbers; scripts written for Consul use
 * them.
 */
final class GoValues {
  private GoValues() {}

  /** True, false, or null for anything that is neither. */
  static @Nullable Boolean bool(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> Boolean.TRUE;
      case "0", "f", "F", "false", "FALSE", "False" -> Boolean.FALSE;
      default -> null;
    };
  }

  /**
   * An integer in base 10, or 16, 8 and 2 by the prefixes 0x, 0o (or 0) and 0b; null if it is none.
   */
  static @Nullable BigInteger integer(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    if (digits.isEmpty() || !Character.isDigit(digits.charAt(0))) return null;
    int radix = radixOf(digits);
    int prefix =
        radix == 10 ? 0 : digits.length() > 1 && Character.isLetter(digits.charAt(1)) ? 2 : 1;
    try {
      BigInteger value = new BigInteger(digits.substring(prefix), radix);
      return negative ? value.negate() : value;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static int radixOf(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') return 10;
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }
}
