package org.lictor.filter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an expression. It goes through the alternatives in the order of the interface's own grammar
 * (http-api.md A9), so that a refusal names the same place and the same expectations. One
 * expression, one thread.
 */
final class ExpressionParser {
  /** Longer ones are not written by people; and a whole URL has to fit into a request. */
  static final int LONGEST = 8192;

  /** Of parentheses and {@code not}s in each other: each takes a piece of the stack. */
  static final int DEEPEST = 100;

  private static final String BLANK = "[ \\t\\r\\n]";

  private final String text;
  private final Failures failures = new Failures();
  private int at;
  private int depth;

  private ExpressionParser(String text) {
    this.text = text;
  }

  /**
   * The tree of {@code text}.
   *
   * @throws FilterException when it is none
   */
  static Expression parse(String text) {
    if (text.length() > LONGEST) {
      throw FilterException.wrong("the expression is longer than " + LONGEST + " characters");
    }
    ExpressionParser parser = new ExpressionParser(text);
    parser.blanks();
    Expression read = parser.or();
    if (read != null) {
      parser.blanks();
      if (parser.at == text.length()) {
        return read;
      }
      parser.failures.addEnd(parser.at);
    }
    throw parser.refused(parser.failures.furthest(), parser.failures.message());
  }

  private @Nullable Expression or() {
    Expression left = and();
    if (left == null) {
      return null;
    }
    int after = at;
    if (spaced("or")) {
      Expression right = or();
      if (right != null) {
        return new Expression.Or(left, right);
      }
    }
    at = after;
    return left;
  }

  private @Nullable Expression and() {
    Expression left = not();
    if (left == null) {
      return null;
    }
    int after = at;
    if (spaced("and")) {
      Expression right = and();
      if (right != null) {
        return new Expression.And(left, right);
      }
    }
    at = after;
    return left;
  }

  private @Nullable Expression not() {
    int before = at;
    if (++depth > DEEPEST) {
      throw FilterException.wrong("the expression is nested deeper than " + DEEPEST + " levels");
    }
    try {
      if (literal("not") && someBlanks()) {
        Expression inner = not();
        if (inner != null) {
          return inner instanceof Expression.Not twice ? twice.inner() : new Expression.Not(inner);
        }
      }
      at = before;
      return parenthesized();
    } finally {
      depth--;
    }
  }

  private @Nullable Expression parenthesized() {
    int before = at;
    if (literal("(")) {
      blanks();
      Expression inner = or();
      if (inner != null) {
        blanks();
        if (!literal(")")) {
          throw refused(at, "rule \"grouping\": Unmatched parentheses");
        }
        return inner;
      }
      at = before;
    }
    return match();
  }

  private @Nullable Expression match() {
    int before = at;
    List<String> selector = selector();
    if (selector != null) {
      int after = at;
      Operator comparing = comparing();
      if (comparing != null) {
        String value = value();
        if (value != null) {
          return new Expression.Match(selector, comparing, value);
        }
      }
      at = after;
      Operator emptiness = emptiness();
      if (emptiness != null) {
        return new Expression.Match(selector, emptiness, "");
      }
    }
    at = before;
    String value = value();
    if (value != null) {
      Operator containment = containment();
      List<String> inside = containment == null ? null : selector();
      if (containment != null && inside != null) {
        return new Expression.Match(inside, containment, value);
      }
    }
    at = before;
    return null;
  }

  /** The operators between a selector and a value. */
  private @Nullable Operator comparing() {
    int before = at;
    for (Operator sign : List.of(Operator.EQUAL, Operator.NOT_EQUAL)) {
      blanks();
      if (literal(sign == Operator.EQUAL ? "==" : "!=")) {
        blanks();
        return sign;
      }
      at = before;
    }
    if (spaced("contains")) {
      return Operator.IN;
    }
    at = before;
    if (spaced("not") && spaced("contains", before)) {
      return Operator.NOT_IN;
    }
    at = before;
    if (spaced("matches")) {
      return Operator.MATCHES;
    }
    at = before;
    if (spaced("not") && spaced("matches", before)) {
      return Operator.NOT_MATCHES;
    }
    at = before;
    return null;
  }

  /** The operators after a selector. */
  private @Nullable Operator emptiness() {
    int before = at;
    if (someBlanks() && literal("is") && someBlanks()) {
      int after = at;
      if (literal("empty")) {
        return Operator.IS_EMPTY;
      }
      at = after;
      if (literal("not") && someBlanks() && literal("empty")) {
        return Operator.IS_NOT_EMPTY;
      }
    }
    at = before;
    return null;
  }

  /** The operators between a value and a selector. */
  private @Nullable Operator containment() {
    int before = at;
    if (spaced("in")) {
      return Operator.IN;
    }
    at = before;
    if (spaced("not") && spaced("in", before)) {
      return Operator.NOT_IN;
    }
    at = before;
    return null;
  }

  private @Nullable List<String> selector() {
    String first = identifier();
    if (first == null) {
      return null;
    }
    List<String> parts = new ArrayList<>();
    parts.add(first);
    while (true) {
      int before = at;
      if (literal(".")) {
        String next = identifier();
        if (next == null) {
          at = before;
          return parts;
        }
        parts.add(next);
      } else if (literal("[")) {
        parts.add(index());
      } else {
        return parts;
      }
    }
  }

  private String index() {
    blanks();
    int start = at;
    String quoted = quoted();
    if (quoted == null) {
      throw refused(start, "rule \"index\": Invalid index");
    }
    int end = at;
    blanks();
    if (!literal("]")) {
      throw refused(Math.max(end, at), "rule \"index\": Unclosed index expression");
    }
    return quoted;
  }

  private @Nullable String identifier() {
    int start = at;
    if (at == text.length() || !letter(text.charAt(at))) {
      failures.add(at, "[a-zA-Z]");
      return null;
    }
    at++;
    while (at < text.length() && (letter(text.charAt(at)) || digitOrBar(text.charAt(at)))) {
      at++;
    }
    failures.add(at, "[a-zA-Z0-9_]");
    return text.substring(start, at);
  }

  private @Nullable String value() {
    int before = at;
    List<String> bare = selector();
    if (bare != null) {
      return String.join(".", bare);
    }
    at = before;
    String number = number();
    return number == null ? quoted() : number;
  }

  private @Nullable String number() {
    int start = at;
    literal("-");
    if (!wholePart()) {
      at = start;
      return null;
    }
    int whole = at;
    if (literal(".") && !digits()) {
      at = whole;
    }
    if (at < text.length() && !blank(text.charAt(at)) && text.charAt(at) != ')') {
      throw refused(at, "rule \"number\": Invalid number literal");
    }
    failures.add(at, BLANK);
    return text.substring(start, at);
  }

  private boolean wholePart() {
    if (literal("0")) {
      return true;
    }
    if (at == text.length() || text.charAt(at) < '1' || text.charAt(at) > '9') {
      failures.add(at, "[1-9]");
      return false;
    }
    at++;
    digits();
    return true;
  }

  private boolean digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    failures.add(at, "[0-9]");
    return at > start;
  }

  private @Nullable String quoted() {
    for (char quote : new char[] {'`', '"'}) {
      int start = at;
      if (literal(String.valueOf(quote))) {
        int end = text.indexOf(quote, at);
        if (end < 0) {
          throw refused(text.length(), "rule \"string\": Unterminated string literal");
        }
        at = end + 1;
        String body = text.substring(start + 1, end);
        if (quote == '`') {
          return body.replace("\r", "");
        }
        String plain = Escapes.plain(body);
        if (plain == null) {
          throw refused(start, "rule \"string\": invalid syntax");
        }
        return plain;
      }
    }
    return null;
  }

  /** {@code word} between blanks. */
  private boolean spaced(String word) {
    return someBlanks() && literal(word) && someBlanks();
  }

  /** {@code word} and blanks, for the second of two words: the first has taken those before it. */
  private boolean spaced(String word, int before) {
    return at > before && literal(word) && someBlanks();
  }

  private boolean someBlanks() {
    int before = at;
    blanks();
    return at > before;
  }

  private void blanks() {
    while (at < text.length() && blank(text.charAt(at))) {
      at++;
    }
    failures.add(at, BLANK);
  }

  private boolean literal(String wanted) {
    if (text.startsWith(wanted, at)) {
      at += wanted.length();
      return true;
    }
    failures.add(at, '"' + wanted.replace("\"", "\\\"") + '"');
    return false;
  }

  private FilterException refused(int place, String why) {
    String before = text.substring(0, place);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column =
        before.codePointCount(0, before.length())
            - before.codePointCount(0, before.lastIndexOf('\n') + 1)
            + 1;
    int octets = before.getBytes(StandardCharsets.UTF_8).length;
    return FilterException.wrong(line + ":" + column + " (" + octets + "): " + why);
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean letter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean digitOrBar(char c) {
    return c >= '0' && c <= '9' || c == '_';
  }
}
