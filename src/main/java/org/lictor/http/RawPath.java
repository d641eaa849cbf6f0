package org.lictor.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A request's path as the client wrote it, decoded here: containers and JAX-RS collapse slashes,
 * cut at semicolons and take braces for templates, and a key may hold all of these.
 */
final class RawPath {
  private RawPath() {}

  /**
   * The decoded form of {@code raw}, or null when an escape is broken. Characters above 127 stand
   * for the bytes that were sent.
   */
  static @Nullable String decode(String raw) {
    return decode(raw, false);
  }

  /** The same for a part of a query string, where a plus stands for a space. */
  static @Nullable String decodeForm(String raw) {
    return decode(raw, true);
  }

  private static @Nullable String decode(String raw, boolean plusIsSpace) {
    if (plain(raw, plusIsSpace)) {
      return raw;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
        int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          return null;
        }
        bytes.write(high << 4 | low);
        i += 2;
      } else if (c == '+' && plusIsSpace) {
        bytes.write(' ');
      } else if (c <= 0xFF) {
        bytes.write(c);
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static boolean plain(String raw, boolean plusIsSpace) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%' || c >= 0x80 || (plusIsSpace && c == '+')) {
        return false;
      }
    }
    return true;
  }

  /**
   * The path without empty, {@code .} and {@code ..} segments, as Go's {@code path.Clean} has it; a
   * slash at the end stays.
   */
  static String clean(String path) {
    if (path.indexOf("//") < 0 && path.indexOf("/.") < 0) {
      return path;
    }
    Deque<String> kept = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        kept.addLast(segment);
      }
    }
    String cleaned = "/" + String.join("/", kept);
    return path.endsWith("/") && !cleaned.equals("/") ? cleaned + "/" : cleaned;
  }

  /** Whether every character can be printed: others are refused, for they hide in logs. */
  static boolean printable(String path) {
    return path.codePoints().noneMatch(RawPath::unprintable);
  }

  private static boolean unprintable(int c) {
    if (c < 0x20 || c == 0x7F) {
      return true;
    }
    return c > 0x7F
        && switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          default -> c != ' ' && Character.isSpaceChar(c);
        };
  }

  /** {@code path} with what a URL may not hold escaped, for a {@code Location}. */
  static String encode(String path) {
    StringBuilder out = new StringBuilder(path.length() + 8);
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "/-_.~$&+:=@!*'(),;".indexOf(c) >= 0)) {
        out.append(c);
      } else {
        out.append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }
}
