package org.lictor.model;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * A length of time as Consul's interfaces spell it: text like {@code 1m30s} or {@code 1.5h}, or a
 * count of nanoseconds. Reads and writes exactly what Go's {@code time.ParseDuration} and {@code
 * Duration.String} do, for clients compare the text.
 *
 * @param nanos the length in nanoseconds; may be negative
 */
public record GoDuration(long nanos) implements Comparable<GoDuration> {
  /** No time at all, written {@code 0s}. */
  public static final GoDuration ZERO = new GoDuration(0);

  private static final long MICROSECOND = 1_000L;
  private static final long MILLISECOND = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns",
          1L,
          "us",
          MICROSECOND,
          "\u00b5s",
          MICROSECOND,
          "\u03bcs",
          MICROSECOND,
          "ms",
          MILLISECOND,
          "s",
          SECOND,
          "m",
          60 * SECOND,
          "h",
          3600 * SECOND);
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(63);

  /**
   * Reads a duration: a sign or none, then numbers each with a unit (ns, us, µs, ms, s, m, h);
   * {@code 0} needs no unit.
   *
   * @throws IllegalArgumentException with Go's text, such as {@code time: unknown unit "x" in
   *     duration "5x"}, if the text is not a duration or does not fit into 64 bits of nanoseconds
   */
  public static GoDuration parse(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String rest = signed ? text.substring(1) : text;
    if (rest.equals("0")) return ZERO;
    if (rest.isEmpty()) throw invalid(text);
    BigInteger total = BigInteger.ZERO;
    for (int at = 0; at < rest.length(); ) {
      int whole = skipDigits(rest, at);
      int number =
          whole < rest.length() && rest.charAt(whole) == '.' ? skipDigits(rest, whole + 1) : whole;
      if (number == at || rest.substring(at, number).equals(".")) throw invalid(text);
      int end = number;
      while (end < rest.length() && rest.charAt(end) != '.' && !isDigit(rest.charAt(end))) end++;
      if (end == number)
        throw new IllegalArgumentException("time: missing unit in duration " + quote(text));
      Long unit = UNITS.get(rest.substring(number, end));
      if (unit == null) {
        throw new IllegalArgumentException(
            "time: unknown unit "
                + quote(rest.substring(number, end))
                + " in duration "
                + quote(text));
      }
      total =
          total.add(
              scaled(
                  rest.substring(at, whole),
                  rest.substring(Math.min(whole + 1, number), number),
                  unit));
      if (total.compareTo(LIMIT) > 0) throw invalid(text);
      at = end;
    }
    BigInteger value = text.startsWith("-") ? total.negate() : total;
    if (value.equals(LIMIT)) throw invalid(text);
    return new GoDuration(value.longValueExact());
  }

  /**
   * The same length as a {@code java.time} value. Lengths beyond 292 years become the longest there
   * is.
   */
  public static GoDuration of(Duration duration) {
    try {
      return new GoDuration(duration.toNanos());
    } catch (ArithmeticException tooLong) {
      return new GoDuration(duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
  }

  /** This length as a {@code java.time} value. */
  public Duration toDuration() {
    return Duration.ofNanos(nanos);
  }

  @Override
  public int compareTo(GoDuration other) {
    return Long.compare(nanos, other.nanos);
  }

  /** Go's form: {@code 1h30m0s}, {@code 1.5s}, {@code 100ms}, {@code 0s}. */
  @Override
  public String toString() {
    if (nanos == 0) return "0s";
    // The magnitude of the smallest long has no positive long; unsigned arithmetic carries it.
    long rest = Math.abs(nanos);
    String sign = nanos < 0 ? "-" : "";
    if (Long.compareUnsigned(rest, SECOND) < 0) return sign + belowSecond(rest);
    long seconds = Long.divideUnsigned(rest, SECOND);
    StringBuilder text = new StringBuilder(sign);
    if (seconds >= 3600) text.append(seconds / 3600).append('h');
    if (seconds >= 60) text.append(seconds / 60 % 60).append('m');
    return text.append(seconds % 60)
        .append(fraction(Long.remainderUnsigned(rest, SECOND), 9))
        .append('s')
        .toString();
  }

  private static String belowSecond(long nanos) {
    if (nanos < MICROSECOND) return nanos + "ns";
    if (nanos < MILLISECOND)
      return nanos / MICROSECOND + fraction(nanos % MICROSECOND, 3) + "\u00b5s";
    return nanos / MILLISECOND + fraction(nanos % MILLISECOND, 6) + "ms";
  }

  private static String fraction(long part, int digits) {
    if (part == 0) return "";
    String padded = "0".repeat(digits - Long.toString(part).length()) + part;
    int end = padded.length();
    while (padded.charAt(end - 1) == '0') end--;
    return "." + padded.substring(0, end);
  }

  private static BigInteger scaled(String whole, String part, long unit) {
    BigInteger value =
        whole.isEmpty() ? BigInteger.ZERO : bounded(whole).multiply(BigInteger.valueOf(unit));
    if (part.isEmpty()) return value;
    // Go multiplies fractions as floating point, so a third of an hour is twenty minutes; digits
    // beyond a long are cut.
    long digits = 0;
    double scale = 1;
    for (int i = 0; i < part.length() && digits <= (Long.MAX_VALUE - 9) / 10; i++) {
      digits = digits * 10 + (part.charAt(i) - '0');
      scale *= 10;
    }
    double fraction = digits * (unit / scale);
    return value.add(BigInteger.valueOf((long) fraction));
  }

  private static BigInteger bounded(String digits) {
    // Anything this long is out of range already; a hostile million of digits is not worth the
    // arithmetic.
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') zeros++;
    return digits.length() - zeros > 20
        ? LIMIT.add(BigInteger.ONE)
        : new BigInteger(digits.substring(zeros));
  }

  private static int skipDigits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) at++;
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("time: invalid duration " + quote(text));
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b == '"' || b == '\\') quoted.append('\\').append((char) b);
      else if (b >= ' ' && b < 0x7f) quoted.append((char) b);
      else quoted.append(String.format("\\x%02x", b));
    }
    return quoted.append('"').toString();
  }
}
