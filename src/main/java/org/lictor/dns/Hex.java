package org.lictor.dns;

import org.jspecify.annotations.Nullable;

/** Octets as two hexadecimal digits each, as in {@code 7f000001.addr.dc1.consul}. */
final class Hex {
  private Hex() {}

  static String digits(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length * 2);
    for (byte octet : octets) {
      text.append(Character.forDigit(octet >> 4 & 15, 16))
          .append(Character.forDigit(octet & 15, 16));
    }
    return text.toString();
  }

  /** Null when {@code digits} are none. */
  static byte @Nullable [] octets(String digits) {
    byte[] octets = new byte[digits.length() / 2];
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0 || digits.length() % 2 != 0) {
        return null;
      }
      octets[i / 2] = (byte) (octets[i / 2] << 4 | digit);
    }
    return octets;
  }
}
