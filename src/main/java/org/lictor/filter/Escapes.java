package org.lictor.filter;

import org.jspecify.annotations.Nullable;

/** Go's quoted strings. */
final class Escapes {
  private Escapes() {}

  /** What {@code body} means, or null when an escape is none or a line ends in it. */
  static @Nullable String plain(String body) {
    if (body.indexOf('\\') < 0) {
      return body.indexOf('\n') < 0 ? body : null;
    }
    StringBuilder out = new StringBuilder(body.length());
    int i = 0;
    while (i < body.length()) {
      char c = body.charAt(i++);
      if (c == '\n') {
        return null;
      }
      if (c != '\\') {
        out.append(c);
        continue;
      }
      if (i == body.length()) {
        return null;
      }
      char kind = body.charAt(i++);
      int digits = digits(kind);
      if (digits == 0) {
        char simple = simple(kind);
        if (simple == 0) {
          return null;
        }
        out.append(simple);
        continue;
      }
      int start = kind >= '0' && kind <= '7' ? i - 1 : i;
      Integer code = code(body, start, digits, start == i ? 16 : 8);
      if (code == null) {
        return null;
      }
      out.appendCodePoint(code);
      i = start + digits;
    }
    return out.toString();
  }

  /** {@code text} in quotes, as Go's {@code %q} writes it. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints()
        .forEach(
            c -> {
              int at = "\u0007\b\f\n\r\t\u000b\\\"".indexOf(c);
              if (at >= 0) {
                out.append('\\').append("abfnrtv\\\"".charAt(at));
              } else if (c < ' ' || c == 0x7f) {
                out.append(String.format("\\x%02x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.append('"').toString();
  }

  private static int digits(char kind) {
    return switch (kind) {
      case 'x' -> 2;
      case 'u' -> 4;
      case 'U' -> 8;
      case '0', '1', '2', '3', '4', '5', '6', '7' -> 3;
      default -> 0;
    };
  }

  private static char simple(char kind) {
    return switch (kind) {
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> '\u000b';
      case '\\' -> '\\';
      default -> 0;
    };
  }

  private static @Nullable Integer code(String body, int start, int digits, int radix) {
    if (start + digits > body.length()) {
      return null;
    }
    long code = 0;
    for (int i = start; i < start + digits; i++) {
      int digit = Character.digit(body.charAt(i), radix);
      if (digit < 0) {
        return null;
      }
      code = code * radix + digit;
    }
    return Character.isValidCodePoint((int) Math.min(code, Integer.MAX_VALUE)) ? (int) code : null;
  }
}
