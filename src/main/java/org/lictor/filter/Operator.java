package org.lictor.filter;

/** What an expression compares by. */
enum Operator {
  EQUAL("Equal"),
  NOT_EQUAL("Not Equal"),
  IN("In"),
  NOT_IN("Not In"),
  IS_EMPTY("Is Empty"),
  IS_NOT_EMPTY("Is Not Empty"),
  MATCHES("Matches"),
  NOT_MATCHES("Not Matches");

  private final String title;

  Operator(String title) {
    this.title = title;
  }

  /** As messages name it. */
  String title() {
    return title;
  }

  /** What this one says when {@code positive} tells whether its positive form holds. */
  boolean of(boolean positive) {
    return switch (this) {
      case EQUAL, IN, IS_EMPTY, MATCHES -> positive;
      case NOT_EQUAL, NOT_IN, IS_NOT_EMPTY, NOT_MATCHES -> !positive;
    };
  }

  /** What it says of something that a map does not have. */
  boolean ofAbsent() {
    return switch (this) {
      case EQUAL, IS_NOT_EMPTY, IN -> false;
      case NOT_EQUAL, IS_EMPTY, NOT_IN, MATCHES, NOT_MATCHES -> true;
    };
  }
}
