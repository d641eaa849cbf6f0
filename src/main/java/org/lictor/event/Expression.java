package org.lictor.event;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of an event's filter. It comes from whoever may fire events and is tried by
 * every agent, so its work is bounded: one that has gone through too many characters matches
 * nothing. Any thread.
 */
final class Expression {
  /** Far more than any sensible expression needs for a name; a fraction of a second. */
  private static final int MOST_STEPS = 200_000;

  private final Pattern pattern;

  private Expression(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * The expression of a text.
   *
   * @param what names the filter in the message of a failure
   */
  static Expression of(String what, String text) {
    try {
      return new Expression(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new InvalidEventException(
          "Invalid " + what + " filter: error parsing regexp: " + complaint(e));
    }
  }

  /** Whether it is found anywhere in {@code text}. */
  boolean foundIn(String text) {
    try {
      return pattern.matcher(new Counted(text)).find();
    } catch (TooLongException | StackOverflowError e) {
      return false;
    }
  }

  /** What is wrong, in Go's words as far as they can be told. */
  private static String complaint(PatternSyntaxException e) {
    String pattern = e.getPattern();
    String fault = e.getDescription();
    if (fault.startsWith("Unclosed character class")
        || fault.startsWith("Illegal character range near index")) {
      return "missing closing ]: `"
          + pattern.substring(Math.max(0, pattern.lastIndexOf('[')))
          + "`";
    }
    if (fault.startsWith("Unclosed group")) {
      return "missing closing ): `" + pattern + "`";
    }
    if (fault.startsWith("Unmatched closing")) {
      return "unexpected ): `" + pattern + "`";
    }
    if (fault.startsWith("Dangling meta character")) {
      int at = Math.min(Math.max(0, e.getIndex()), pattern.length() - 1);
      return "missing argument to repetition operator: `" + pattern.charAt(at) + "`";
    }
    return fault + ": `" + pattern + "`";
  }

  /** A text that can be looked at so many times only. */
  private static final class Counted implements CharSequence {
    private final String text;
    private int left = MOST_STEPS;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) throw new TooLongException();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }
  }

  private static final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLongException() {
      super(null, null, false, false);
    }
  }
}
