package org.lictor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text with expressions in it, as templates of prepared queries have them: {@code
 * geo-${match(1)}}. An expression is a variable, a function's call, a whole number, a quoted text,
 * which may hold expressions again, or these joined by {@code + - * / %} and parentheses; {@code
 * $$} stands for one dollar. Immutable; any thread.
 */
final class Interpolation {
  /** Names that are long or often used in one text cost memory at each question. */
  private static final int LONGEST = 64 << 10;

  /** The one function. */
  static final String MATCH = "match";

  private final List<Part> parts;

  Interpolation(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** What expressions can name. */
  interface Variables {
    /** Null when there is no such variable. */
    @Nullable String variable(String name);

    /** The group of that number, empty when there is none. */
    String match(long group);
  }

  /** Something that becomes text. */
  interface Part {
    /**
     * The text.
     *
     * @throws BadTemplateException when it has none
     */
    String fill(Variables variables);
  }

  /**
   * Reads {@code text}.
   *
   * @throws BadTemplateException when it cannot be read
   */
  static Interpolation of(String text) {
    return new InterpolationReader(text).whole();
  }

  /**
   * The text with the expressions' values in place.
   *
   * @throws BadTemplateException when an expression has none
   */
  String fill(Variables variables) {
    StringBuilder filled = new StringBuilder();
    for (Part part : parts) {
      filled.append(part.fill(variables));
      if (filled.length() > LONGEST) {
        throw new BadTemplateException("longer than " + LONGEST + " characters");
      }
    }
    return filled.toString();
  }

  /** What a text is as a number. */
  static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notOne) {
      throw new BadTemplateException(
          "__builtin_StringToInt: strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
    }
  }
}
