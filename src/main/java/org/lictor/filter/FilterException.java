package org.lictor.filter;

/**
 * An expression cannot be read, does not fit what it is to select from, or costs too much. The
 * message is fit for the caller.
 */
public final class FilterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String PREFIX = "Failed to create boolean expression evaluator: ";

  private FilterException(String message) {
    super(message, null, false, false);
  }

  /** The expression is wrong; {@code why} in the words of the interface. */
  static FilterException wrong(String why) {
    return new FilterException(PREFIX + why);
  }

  /** The expression is right but cannot be followed to its end. */
  static FilterException tooCostly(String why) {
    return new FilterException("Failed to filter: " + why);
  }
}
