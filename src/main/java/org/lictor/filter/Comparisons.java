package org.lictor.filter;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.lictor.filter.Expression.Match;

/**
 * What each type of value can be asked, and the refusals for what it cannot. Each takes how many
 * parts of the selector have led to the value: one that goes on has nowhere to go.
 */
final class Comparisons {
  private Comparisons() {}

  static <T> Predicate<T> text(Match match, int used, Function<T, String> value) {
    last(match, used);
    String wanted = match.value();
    Operator operator = match.operator();
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> whole -> operator.of(value.apply(whole).equals(wanted));
      case IN, NOT_IN -> whole -> operator.of(value.apply(whole).contains(wanted));
      case MATCHES, NOT_MATCHES -> {
        RegularExpression expression = RegularExpression.of(wanted);
        yield whole -> operator.of(expression.foundIn(value.apply(whole)));
      }
      case IS_EMPTY, IS_NOT_EMPTY -> throw wrongOperator(match);
    };
  }

  static <T> Predicate<T> number(Match match, int used, ToLongFunction<T> value) {
    last(match, used);
    Operator operator = match.operator();
    if (operator != Operator.EQUAL && operator != Operator.NOT_EQUAL) {
      throw wrongOperator(match);
    }
    long wanted = Coercion.number(match);
    return whole -> operator.of(value.applyAsLong(whole) == wanted);
  }

  static <T> Predicate<T> flag(Match match, int used, Predicate<T> value) {
    last(match, used);
    Operator operator = match.operator();
    if (operator != Operator.EQUAL && operator != Operator.NOT_EQUAL) {
      throw wrongOperator(match);
    }
    boolean wanted = Coercion.flag(match);
    return whole -> operator.of(value.test(whole) == wanted);
  }

  static <T> Predicate<T> texts(
      Match match, int used, Function<T, @Nullable Collection<String>> values) {
    last(match, used);
    Operator operator = match.operator();
    if (operator == Operator.IN || operator == Operator.NOT_IN) {
      String wanted = match.value();
      return whole -> {
        Collection<String> all = values.apply(whole);
        return operator.of(all != null && all.contains(wanted));
      };
    }
    return emptiness(
        match,
        whole -> {
          Collection<String> all = values.apply(whole);
          return all == null || all.isEmpty();
        });
  }

  /** What a map's keys can be asked. */
  static <T, V> Predicate<T> keys(Match match, Function<T, @Nullable Map<String, V>> values) {
    Operator operator = match.operator();
    if (operator == Operator.IN || operator == Operator.NOT_IN) {
      String wanted = match.value();
      return whole -> {
        Map<String, V> all = values.apply(whole);
        return operator.of(all != null && all.containsKey(wanted));
      };
    }
    return emptiness(
        match,
        whole -> {
          Map<String, V> all = values.apply(whole);
          return all == null || all.isEmpty();
        });
  }

  static <T> Predicate<T> emptiness(Match match, Predicate<T> empty) {
    Operator operator = match.operator();
    if (operator != Operator.IS_EMPTY && operator != Operator.IS_NOT_EMPTY) {
      throw wrongOperator(match);
    }
    return whole -> operator.of(empty.test(whole));
  }

  /** What is said of the value of {@code key}, or of there being none. */
  static <V> boolean valueOf(
      @Nullable Map<String, V> values, String key, Match match, Predicate<V> inner) {
    V value = values == null ? null : values.get(key);
    return value == null ? match.operator().ofAbsent() : inner.test(value);
  }

  private static void last(Match match, int used) {
    if (match.selector().size() > used) {
      throw wrongSelector(match, used + 1);
    }
  }

  static FilterException wrongSelector(Match match, int parts) {
    return FilterException.wrong("Selector \"" + match.named(parts) + "\" is not valid");
  }

  static FilterException wrongOperator(Match match) {
    return FilterException.wrong(
        "Invalid match operator \""
            + match.operator().title()
            + "\" for selector \""
            + match.named(match.selector().size())
            + "\"");
  }
}
