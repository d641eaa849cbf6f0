package org.lictor.config.file;

import java.util.ArrayList;
import java.util.List;
import org.lictor.config.file.HclToken.Kind;

/**
 * Cuts an HCL 1 text into words: comments dropped, strings unescaped, {@code ${…}} left as it
 * stands.
 */
final class HclLexer {
  private static final String PUNCTUATION = "{}[],=";
  private static final Kind[] PUNCTUATION_KINDS = {
    Kind.LBRACE, Kind.RBRACE, Kind.LBRACK, Kind.RBRACK, Kind.COMMA, Kind.ASSIGN
  };

  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;

  HclLexer(String text) {
    this.text = text;
  }

  HclToken next() throws ConfigSyntaxException {
    skipBlanksAndComments();
    int startLine = line;
    int column = column();
    if (at >= text.length()) return new HclToken(Kind.EOF, "EOF", startLine, column);
    char c = text.charAt(at);
    int punctuation = PUNCTUATION.indexOf(c);
    if (punctuation >= 0) {
      at++;
      return new HclToken(PUNCTUATION_KINDS[punctuation], String.valueOf(c), startLine, column);
    }
    if (c == '"') return new HclToken(Kind.STRING, string(), startLine, column);
    if (text.startsWith("<<", at)) return new HclToken(Kind.STRING, heredoc(), startLine, column);
    if (isDigit(c) || c == '-' || c == '.')
      return new HclToken(Kind.NUMBER, number(), startLine, column);
    if (Character.isLetter(c) || c == '_') {
      int start = at;
      while (at < text.length() && isIdent(text.charAt(at))) at++;
      String word = text.substring(start, at);
      Kind kind = word.equals("true") || word.equals("false") ? Kind.BOOL : Kind.IDENT;
      return new HclToken(kind, word, startLine, column);
    }
    throw error("illegal char");
  }

  private void skipBlanksAndComments() throws ConfigSyntaxException {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') newLine();
      else if (c == ' ' || c == '\t' || c == '\r') at++;
      else if (c == '#' || text.startsWith("//", at)) skipLine();
      else if (text.startsWith("/*", at)) skipComment();
      else return;
    }
  }

  private void skipLine() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void skipComment() throws ConfigSyntaxException {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) throw error("comment not terminated");
    while (at < end) {
      if (text.charAt(at) == '\n') newLine();
      else at++;
    }
    at = end + 2;
  }

  private String string() throws ConfigSyntaxException {
    StringBuilder value = new StringBuilder();
    int braces = 0; // inside ${…} quotes and line ends belong to the expression
    for (at++; at < text.length(); ) {
      char c = text.charAt(at);
      if (c == '"' && braces == 0) {
        at++;
        return value.toString();
      }
      if (c == '\n') {
        if (braces == 0) break;
        newLine();
        value.append(c);
      } else if (c == '\\' && braces == 0) {
        escape(value);
      } else {
        if (text.startsWith("${", at)) {
          braces++;
          value.append('$');
          at++;
        } else if (c == '{' && braces > 0) {
          braces++;
        } else if (c == '}' && braces > 0) {
          braces--;
        }
        value.append(text.charAt(at++));
      }
    }
    throw error("literal not terminated");
  }

  private void escape(StringBuilder value) throws ConfigSyntaxException {
    if (at + 1 >= text.length()) throw error("literal not terminated");
    char c = text.charAt(at + 1);
    int simple = "abfnrtv\\\"".indexOf(c);
    if (simple >= 0) {
      value.append("\u0007\b\f\n\r\t\u000b\\\"".charAt(simple));
      at += 2;
      return;
    }
    switch (c) {
      case 'u' -> coded(value, at + 2, 4, 16);
      case 'U' -> coded(value, at + 2, 8, 16);
      case 'x', 'X' -> coded(value, at + 2, 2, 16);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> coded(value, at + 1, 3, 8);
      default -> throw error("illegal char escape");
    }
  }

  private void coded(StringBuilder value, int from, int digits, int radix)
      throws ConfigSyntaxException {
    int code = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0 || code > Character.MAX_CODE_POINT) throw error("illegal char escape");
      code = code * radix + digit;
    }
    if (!Character.isValidCodePoint(code)) throw error("illegal char escape");
    value.appendCodePoint(code);
    at = from + digits;
  }

  private String heredoc() throws ConfigSyntaxException {
    int end = text.indexOf('\n', at);
    String head = end < 0 ? "" : text.substring(at + 2, end).replace("\r", "");
    boolean indented = head.startsWith("-");
    String mark = indented ? head.substring(1) : head;
    if (mark.isEmpty() || !mark.chars().allMatch(c -> isIdent((char) c)))
      throw error("heredoc anchor not found");
    List<String> lines = new ArrayList<>();
    for (at = end, newLine(); at < text.length(); ) {
      int stop = text.indexOf('\n', at);
      String body = text.substring(at, stop < 0 ? text.length() : stop);
      if (body.strip().equals(mark)) {
        at += body.length();
        return joined(lines, indented);
      }
      lines.add(body);
      if (stop < 0) break;
      at = stop;
      newLine();
    }
    throw error("heredoc not terminated");
  }

  private static String joined(List<String> lines, boolean indented) {
    int common =
        indented
            ? lines.stream().mapToInt(l -> l.length() - l.stripLeading().length()).min().orElse(0)
            : 0;
    StringBuilder value = new StringBuilder();
    for (String body : lines) value.append(body, common, body.length()).append('\n');
    return value.toString();
  }

  private String number() throws ConfigSyntaxException {
    int start = at;
    while (at < text.length()
        && (isDigit(text.charAt(at))
            || Character.isLetter(text.charAt(at))
            || "+-.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    String number = text.substring(start, at);
    if (number.matches("-?0[xX][0-9a-fA-F]{1,15}")) {
      return Long.toString(Long.parseLong(number.replaceFirst("0[xX]", ""), 16));
    }
    if (number.matches("-?0[0-7]{1,20}")) return Long.toString(Long.parseLong(number, 8));
    if (!number.matches("-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?")) {
      throw ConfigSyntaxException.at(line, start - lineStart + 1, "illegal number: " + number);
    }
    return number;
  }

  private void newLine() {
    at++;
    line++;
    lineStart = at;
  }

  private int column() {
    return at - lineStart + 1;
  }

  private ConfigSyntaxException error(String what) {
    return ConfigSyntaxException.at(line, column(), what);
  }

  private static boolean isIdent(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
