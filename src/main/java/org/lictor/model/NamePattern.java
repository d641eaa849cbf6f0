package org.lictor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The regular expression of a template, matched within bounds: who asks for a name must not be able
 * to keep a thread busy with one that makes it try everything. Immutable; any thread.
 */
final class NamePattern {
  /** Looks at characters of the name: some milliseconds. */
  private static final int MOST_LOOKS = 200_000;

  private final Pattern pattern;

  private NamePattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads an expression in Go's or Java's words, which differ in how they name groups.
   *
   * @throws BadTemplateException when it is none
   */
  static NamePattern of(String regexp) {
    try {
      return new NamePattern(Pattern.compile(regexp.replace("(?P<", "(?<")));
    } catch (PatternSyntaxException bad) {
      throw new BadTemplateException(
          "Bad Regexp: error parsing regexp: " + bad.getDescription() + ": `" + regexp + "`");
    } catch (StackOverflowError deep) {
      throw new BadTemplateException("Bad Regexp: error parsing regexp: it is nested too deeply");
    }
  }

  /** The groups in {@code name}, the whole match first; empty texts when it does not match. */
  List<String> groups(String name) {
    Matcher matcher = pattern.matcher(new Bounded(name, new int[] {MOST_LOOKS}));
    List<String> groups = new ArrayList<>();
    try {
      if (matcher.find()) {
        for (int i = 0; i <= matcher.groupCount(); i++) {
          int from = matcher.start(i);
          groups.add(from < 0 ? "" : name.substring(from, matcher.end(i)));
        }
      }
    } catch (StackOverflowError deep) {
      throw tooMuch();
    }
    return groups;
  }

  private static BadTemplateException tooMuch() {
    return new BadTemplateException("Template.Regexp takes too long for this name");
  }

  /** A text that may be looked at only so often. */
  private record Bounded(String text, int[] left) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (left[0]-- <= 0) {
        throw tooMuch();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
