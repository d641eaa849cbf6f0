package org.lictor.filter;

import java.util.function.Predicate;

/** Makes predicates of expressions. */
public final class Filter {
  private Filter() {}

  /**
   * The predicate that {@code expression} is, for what {@code selectors} know.
   *
   * @throws FilterException when it is no expression or not one for them; the predicate may throw
   *     it too, when an object cannot be judged at a reasonable cost
   */
  public static <T> Predicate<T> of(String expression, Selectors<T> selectors) {
    return predicate(ExpressionParser.parse(expression), selectors);
  }

  private static <T> Predicate<T> predicate(Expression expression, Selectors<T> selectors) {
    if (expression instanceof Expression.And and) {
      Predicate<T> left = predicate(and.left(), selectors);
      return left.and(predicate(and.right(), selectors));
    }
    if (expression instanceof Expression.Or or) {
      Predicate<T> left = predicate(or.left(), selectors);
      return left.or(predicate(or.right(), selectors));
    }
    if (expression instanceof Expression.Not not) {
      return predicate(not.inner(), selectors).negate();
    }
    return selectors.predicate((Expression.Match) expression, 0);
  }
}
