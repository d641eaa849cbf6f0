package org.lictor.filter;

import java.util.List;

/** An expression as a tree. */
sealed interface Expression {
  /** Both hold. */
  record And(Expression left, Expression right) implements Expression {}

  /** One of both holds. */
  record Or(Expression left, Expression right) implements Expression {}

  /** It does not hold. */
  record Not(Expression inner) implements Expression {}

  /**
   * What a selector names compares to a value.
   *
   * @param selector its parts, at least one
   * @param value as it was written, without quotes; empty for those operators that take none
   */
  record Match(List<String> selector, Operator operator, String value) implements Expression {
    /** The first {@code parts} parts of the selector, as messages name them. */
    String named(int parts) {
      return String.join(".", selector.subList(0, parts));
    }
  }
}
