package org.lictor.config.file;

import java.math.BigDecimal;

/**
 * Numbers of both formats: a {@code Long} if the value is whole and fits, else a {@code Double}.
 */
final class Numbers {
  private Numbers() {}

  /**
   * Reads a decimal number, with point and exponent or without; {@code 1e3} and {@code 8500.0} are
   * whole.
   */
  static Number of(String text) {
    if (text.length() <= 40) { // longer ones cannot be a long that anybody typed
      BigDecimal value = new BigDecimal(text);
      // The guard on the scale keeps 1e999999999 from becoming a billion digits.
      if (Math.abs((long) value.scale()) <= 40
          && value.stripTrailingZeros().scale() <= 0
          && value.toBigInteger().bitLength() < Long.SIZE) {
        return value.longValueExact();
      }
    }
    return Double.valueOf(text);
  }
}
