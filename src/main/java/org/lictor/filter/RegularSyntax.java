package org.lictor.filter;

import java.util.regex.PatternSyntaxException;

/**
 * Turns RE2's way of writing regular expressions into the JDK's, and refuses what the JDK has
 * beyond it: look-around, references back, possessive repetition. One expression, one thread.
 */
final class RegularSyntax {
  /** RE2's own bound on the count in {@code {n,m}}. */
  private static final int MOST_REPEATS = 1000;

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private RegularSyntax(String text) {
    this.text = text;
  }

  /**
   * The same in the JDK's syntax.
   *
   * @throws PatternSyntaxException with RE2's words
   */
  static String ofJava(String text) {
    RegularSyntax syntax = new RegularSyntax(text);
    while (syntax.at < text.length()) {
      syntax.one();
    }
    return syntax.out.toString();
  }

  private void one() {
    char c = text.charAt(at);
    switch (c) {
      case '\\' -> escape();
      case '[' -> set();
      case '(' -> group();
      case '*', '+', '?' -> repetition();
      case '{' -> count();
      default -> copy(1);
    }
  }

  private void escape() {
    if (at + 1 == text.length()) {
      throw refused("trailing backslash at end of expression", "");
    }
    char kind = text.charAt(at + 1);
    switch (kind) {
      case 'Q' -> {
        int end = text.indexOf("\\E", at);
        copy((end < 0 ? text.length() : end + 2) - at);
      }
      case 'C' -> {
        out.append("(?s:.)");
        at += 2;
      }
      case '1',
          '2',
          '3',
          '4',
          '5',
          '6',
          '7',
          '8',
          '9',
          'k',
          'G',
          'Z',
          'X',
          'R',
          'N',
          'h',
          'H',
          'V',
          'c',
          'e',
          'E',
          'u' ->
          throw refused("invalid escape sequence", "\\" + kind);
      default -> copy(2);
    }
  }

  /** Within brackets the JDK gives {@code [} and {@code &&} a meaning that RE2 does not. */
  private void set() {
    int start = at;
    copy(1);
    if (at < text.length() && text.charAt(at) == '^') {
      copy(1);
    }
    boolean first = true;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ']' && !first) {
        copy(1);
        return;
      }
      first = false;
      if (c == '\\') {
        escape();
      } else if (text.startsWith("[:", at)) {
        named();
      } else {
        if (c == '[' || c == '&' || c == ']') {
          out.append('\\');
        }
        copy(1);
      }
    }
    throw refused("missing closing ]", text.substring(start));
  }

  /** {@code [:alpha:]} and its like. */
  private void named() {
    int end = text.indexOf(":]", at);
    String whole = end < 0 ? text.substring(at) : text.substring(at, end + 2);
    boolean negated = whole.startsWith("[:^");
    String name = end < 0 ? "" : text.substring(at + (negated ? 3 : 2), end);
    String known =
        switch (name) {
          case "alnum" -> "Alnum";
          case "alpha" -> "Alpha";
          case "ascii" -> "ASCII";
          case "blank" -> "Blank";
          case "cntrl" -> "Cntrl";
          case "digit" -> "Digit";
          case "graph" -> "Graph";
          case "lower" -> "Lower";
          case "print" -> "Print";
          case "punct" -> "Punct";
          case "space" -> "Space";
          case "upper" -> "Upper";
          case "xdigit" -> "XDigit";
          case "word" -> "";
          default -> throw refused("invalid character class range", whole);
        };
    if (known.isEmpty()) {
      out.append(negated ? "\\W" : "\\w");
    } else {
      out.append(negated ? "\\P{" : "\\p{").append(known).append('}');
    }
    at += whole.length();
  }

  private void group() {
    if (!text.startsWith("(?", at)) {
      copy(1);
      return;
    }
    if (text.startsWith("(?P<", at)) {
      out.append("(?<");
      at += 4;
      return;
    }
    int end = at + 2;
    StringBuilder flags = new StringBuilder();
    while (end < text.length() && "imsU-".indexOf(text.charAt(end)) >= 0) {
      if (text.charAt(end) != 'U') { // who is greedy is no matter of whether it fits
        flags.append(text.charAt(end));
      }
      end++;
    }
    boolean whole = end < text.length() && (text.charAt(end) == ':' || text.charAt(end) == ')');
    boolean name = end == at + 2 && end < text.length() && text.charAt(end) == '<';
    if (name && end + 1 < text.length() && Character.isLetter(text.charAt(end + 1))) {
      copy(3);
      return;
    }
    if (!whole) {
      throw refused(
          "invalid or unsupported Perl syntax",
          text.substring(at, Math.min(end + 1, text.length())));
    }
    out.append("(?").append(flags).append(text.charAt(end));
    at = end + 1;
  }

  private void repetition() {
    int start = at;
    if (start == 0) {
      throw refused("missing argument to repetition operator", text.substring(0, 1));
    }
    copy(1);
    afterRepetition(start);
  }

  private void count() {
    int start = at;
    int end = text.indexOf('}', at);
    String inner = end < 0 ? "" : text.substring(at + 1, end);
    if (!inner.matches("\\d{1,9}(,\\d{0,9})?")) {
      out.append('\\');
      copy(1);
      return;
    }
    for (String number : inner.split(",")) {
      if (Integer.parseInt(number) > MOST_REPEATS) {
        throw refused("invalid repeat count", "{" + inner + "}");
      }
    }
    copy(end + 1 - at);
    afterRepetition(start);
  }

  /** Only a sign that makes the repetition lazy may follow. */
  private void afterRepetition(int start) {
    if (at < text.length() && text.charAt(at) == '?') {
      copy(1);
    }
    if (at < text.length() && "*+?".indexOf(text.charAt(at)) >= 0) {
      throw refused("invalid nested repetition operator", text.substring(start, at + 1));
    }
  }

  private void copy(int characters) {
    out.append(text, at, at + characters);
    at += characters;
  }

  private PatternSyntaxException refused(String why, String part) {
    return new PatternSyntaxException(why + ": `" + part + "`", text, -1);
  }
}
