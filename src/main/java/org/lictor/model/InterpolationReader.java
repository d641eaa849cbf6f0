package org.lictor.model;

import java.util.ArrayList;
import java.util.List;
import org.lictor.model.Interpolation.Part;

/** Reads one {@link Interpolation}, by recursive descent. One thread, used once. */
final class InterpolationReader {
  /** Expressions in texts in expressions: more are a mistake, and would exhaust the stack. */
  private static final int DEEPEST = 32;

  private static final char END = '\0';

  private final String text;
  private int at;
  private int depth;

  InterpolationReader(String text) {
    this.text = text;
  }

  Interpolation whole() {
    return new Interpolation(parts(false));
  }

  /** Text and expressions up to the end, or to the quote that ends a quoted text. */
  private List<Part> parts(boolean quoted) {
    List<Part> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    while (at < text.length() && !(quoted && peek() == '"')) {
      if (text.startsWith("${", at)) {
        add(parts, plain);
        at += 2;
        parts.add(expression());
        expect('}');
      } else if (text.startsWith("$$", at)) {
        plain.append('$');
        at += 2;
      } else {
        plain.append(quoted ? escaped() : text.charAt(at++));
      }
    }
    add(parts, plain);
    return parts;
  }

  private static void add(List<Part> parts, StringBuilder plain) {
    if (!plain.isEmpty()) {
      String literal = plain.toString();
      parts.add(variables -> literal);
      plain.setLength(0);
    }
  }

  private char escaped() {
    char c = text.charAt(at++);
    if (c == '\n') {
      throw syntax();
    }
    if (c != '\\') {
      return c;
    }
    char next = peek();
    at++;
    return switch (next) {
      case 'n' -> '\n';
      case '"', '\\' -> next;
      default -> throw syntax();
    };
  }

  private Part expression() {
    if (++depth > DEEPEST) {
      throw syntax();
    }
    Part sum = product();
    for (char sign = next(); sign == '+' || sign == '-'; sign = next()) {
      at++;
      sum = joined(sum, sign, product());
    }
    depth--;
    return sum;
  }

  private Part product() {
    Part product = factor();
    for (char sign = next(); sign == '*' || sign == '/' || sign == '%'; sign = next()) {
      at++;
      product = joined(product, sign, factor());
    }
    return product;
  }

  private static Part joined(Part left, char sign, Part right) {
    return variables -> {
      long a = Interpolation.number(left.fill(variables));
      long b = Interpolation.number(right.fill(variables));
      if (b == 0 && (sign == '/' || sign == '%')) {
        throw new BadTemplateException("divide by zero");
      }
      return Long.toString(
          switch (sign) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            case '/' -> a / b;
            default -> a % b;
          });
    };
  }

  private Part factor() {
    char c = next();
    if (c == '-') {
      at++;
      return joined(variables -> "0", '-', deeper());
    }
    if (c == '(') {
      at++;
      Part inner = expression();
      expect(')');
      return inner;
    }
    if (c == '"') {
      at++;
      Interpolation quoted = new Interpolation(parts(true));
      expect('"');
      return quoted::fill;
    }
    return isDigit(c) ? number() : named();
  }

  private Part deeper() {
    if (++depth > DEEPEST) {
      throw syntax();
    }
    Part factor = factor();
    depth--;
    return factor;
  }

  private Part number() {
    int from = at;
    while (isDigit(peek())) {
      at++;
    }
    try {
      String value = Long.toString(Long.parseLong(text.substring(from, at)));
      return variables -> value;
    } catch (NumberFormatException tooLarge) {
      throw syntax();
    }
  }

  private Part named() {
    int from = at;
    if (!isLetter(peek())) {
      throw syntax();
    }
    while (isLetter(peek()) || isDigit(peek()) || peek() == '.' || peek() == '-') {
      at++;
    }
    String name = text.substring(from, at);
    String place = place(from);
    if (next() == '(') {
      at++;
      return call(name, place, arguments());
    }
    return variables -> {
      String value = variables.variable(name);
      if (value == null) {
        throw new BadTemplateException(place + "unknown variable accessed: " + name);
      }
      return value;
    };
  }

  private List<Part> arguments() {
    List<Part> arguments = new ArrayList<>();
    if (next() != ')') {
      arguments.add(expression());
      while (next() == ',') {
        at++;
        arguments.add(expression());
      }
    }
    expect(')');
    return arguments;
  }

  private static Part call(String name, String place, List<Part> arguments) {
    return variables -> {
      if (!name.equals(Interpolation.MATCH)) {
        throw new BadTemplateException(place + "unknown function called: " + name);
      }
      if (arguments.size() != 1) {
        throw new BadTemplateException(
            place + name + ": expected 1 arguments, got " + arguments.size());
      }
      return variables.match(Interpolation.number(arguments.get(0).fill(variables)));
    };
  }

  /** The line and column, from 1 on. */
  private String place(int index) {
    String before = text.substring(0, index);
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    return line + ":" + (index - before.lastIndexOf('\n')) + ": ";
  }

  private char next() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n') {
      at++;
    }
    return peek();
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private void expect(char wanted) {
    if (wanted == '"' ? peek() != wanted : next() != wanted) {
      throw syntax();
    }
    at++;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static BadTemplateException syntax() {
    return new BadTemplateException("parse error: syntax error");
  }
}
