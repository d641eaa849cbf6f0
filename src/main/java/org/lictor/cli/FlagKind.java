package org.lictor.cli;

import java.math.BigInteger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lictor.model.GoDuration;

/** The kinds of flag Consul's commands have, each with the way Go reads its value. */
enum FlagKind {
  /** On by its name alone; a value only as {@code -f=false}. */
  TOGGLE,
  /** On or off, told by a value; the value may be missing from the last argument: then on. */
  BOOLEAN,
  TEXT,
  /** 0 to 2^64-1, kept as a {@link BigInteger}. */
  UNSIGNED,
  /** A signed 64-bit number, kept as a {@link Long}. */
  INTEGER,
  /** A length of time, kept as a {@link Duration}. */
  DURATION,
  /** May be given several times. */
  REPEATED,
  /** {@code key=value}, may be given several times. */
  PAIRS;

  private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(64);

  boolean many() {
    return this == REPEATED || this == PAIRS;
  }

  /**
   * The value a text stands for.
   *
   * @throws IllegalArgumentException with Go's reason, which does not name the flag
   */
  Object read(String text) {
    return switch (this) {
      case TOGGLE -> orRefuse(GoValues.bool(text));
      case BOOLEAN -> bool(text);
      case TEXT, REPEATED -> text;
      case UNSIGNED -> unsigned(text);
      case INTEGER -> integer(text);
      case DURATION -> duration(text);
      case PAIRS -> {
        if (text.indexOf('=') < 0)
          throw new IllegalArgumentException("Missing \"=\" value in argument: ".concat(text));
        yield text;
      }
    };
  }

  private static Object bool(String text) {
    Boolean value = GoValues.bool(text);
    if (value == null) {
      throw new IllegalArgumentException(
          "strconv.ParseBool: parsing \"" + text + "\": invalid syntax");
    }
    return value;
  }

  private static Object unsigned(String text) {
    BigInteger value = orRefuse(GoValues.integer(text));
    if (text.startsWith("-") || text.startsWith("+"))
      throw new IllegalArgumentException("parse error");
    if (value.compareTo(UNSIGNED_END) >= 0)
      throw new IllegalArgumentException("value out of range");
    return value;
  }

  private static Object integer(String text) {
    BigInteger value = orRefuse(GoValues.integer(text));
    if (value.bitLength() > 63) throw new IllegalArgumentException("value out of range");
    return value.longValue();
  }

  private static Object duration(String text) {
    try {
      return GoDuration.parse(text).toDuration();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("parse error", e);
    }
  }

  private static <T> T orRefuse(@Nullable T value) {
    if (value == null) throw new IllegalArgumentException("parse error");
    return value;
  }
}
