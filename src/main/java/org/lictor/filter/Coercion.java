package org.lictor.filter;

import java.math.BigInteger;
import org.lictor.filter.Expression.Match;

/** Values of expressions as what their selectors hold. */
final class Coercion {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private Coercion() {}

  static boolean flag(Match match) {
    return switch (match.value()) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default -> throw failed(match, "ParseBool", "invalid syntax");
    };
  }

  /** As Go reads numbers of any base: {@code 0x}, {@code 0o}, {@code 0b} and a leading 0. */
  static long number(Match match) {
    String text = match.value();
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    int radix = radix(digits);
    String plain = radix == 10 ? digits : digits.substring(prefix(digits));
    if (plain.isEmpty() || !plain.chars().allMatch(c -> Character.digit(c, radix) >= 0)) {
      throw failed(match, "ParseInt", "invalid syntax");
    }
    BigInteger value = new BigInteger(negative ? "-" + plain : plain, radix);
    if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
      throw failed(match, "ParseInt", "value out of range");
    }
    return value.longValue();
  }

  private static int radix(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return 10;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  private static int prefix(String digits) {
    return Character.isDigit(digits.charAt(1)) ? 1 : 2;
  }

  private static FilterException failed(Match match, String how, String why) {
    return FilterException.wrong(
        "Failed to coerce value "
            + Escapes.quoted(match.value())
            + " for selector \""
            + match.named(match.selector().size())
            + "\": strconv."
            + how
            + ": parsing "
            + Escapes.quoted(match.value())
            + ": "
            + why);
  }
}
