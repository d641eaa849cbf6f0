package org.lictor.filter;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of the kind that RE2 takes, found anywhere in a text. The JDK's engine tries
 * again and again where RE2 does not, so what one search may cost is bounded. Immutable; any
 * thread.
 */
public final class RegularExpression {
  /** Looks at characters in one search: some ten milliseconds. */
  private static final int MOST_STEPS = 1_000_000;

  private final String text;
  private final Pattern pattern;

  private RegularExpression(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /**
   * Reads one.
   *
   * @throws FilterException when it is none, or uses what RE2 does not have
   */
  public static RegularExpression of(String text) {
    try {
      return new RegularExpression(text, Pattern.compile(RegularSyntax.ofJava(text)));
    } catch (PatternSyntaxException e) {
      throw FilterException.wrong(
          "Failed to compile regular expression "
              + Escapes.quoted(text)
              + ": error parsing regexp: "
              + why(e.getDescription(), text));
    }
  }

  /** In RE2's words where it is one of the usual mistakes. */
  private static String why(String description, String text) {
    if (description.startsWith("Unclosed group")) {
      return "missing closing ): `" + text + "`";
    }
    return description.startsWith("Unmatched closing")
        ? "unexpected ): `" + text + "`"
        : description;
  }

  /**
   * Whether it fits a part of {@code input}.
   *
   * @throws FilterException when that takes too long to find out
   */
  public boolean foundIn(String input) {
    try {
      return pattern.matcher(new Counted(input, new int[1])).find();
    } catch (StackOverflowError | TooManyStepsException e) {
      throw FilterException.tooCostly(
          "the regular expression " + Escapes.quoted(text) + " takes too long on a value");
    }
  }

  private static final class TooManyStepsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyStepsException() {
      super("", null, false, false);
    }
  }

  /** A text that can be looked at so often and no more. */
  private record Counted(CharSequence text, int[] steps) implements CharSequence {
    @Override
    public char charAt(int index) {
      if (++steps[0] > MOST_STEPS) {
        throw new TooManyStepsException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), steps);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
