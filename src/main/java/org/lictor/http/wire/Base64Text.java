package org.lictor.http.wire;

import java.util.Base64;
import org.lictor.model.Octets;

/** Reads base64 as Go does: padded, line ends left out, and bad input told by its place. */
final class Base64Text {
  private static final int QUANTUM = 4;

  private Base64Text() {}

  static Octets decoded(String text) {
    String clean = text.replace("\r", "").replace("\n", "");
    int end = clean.length();
    for (int padding = 0; padding < 2 && end > 0 && clean.charAt(end - 1) == '='; padding++) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      if (!isDigit(clean.charAt(i))) {
        throw illegal(i);
      }
    }
    if (clean.length() % QUANTUM != 0) {
      throw illegal(clean.length() - clean.length() % QUANTUM);
    }
    try {
      return Octets.owning(Base64.getDecoder().decode(clean));
    } catch (IllegalArgumentException odd) {
      throw illegal(end - end % QUANTUM);
    }
  }

  private static boolean isDigit(char c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || c == '+'
        || c == '/';
  }

  private static BadBodyException illegal(int at) {
    return new BadBodyException("illegal base64 data at input byte " + at);
  }
}
