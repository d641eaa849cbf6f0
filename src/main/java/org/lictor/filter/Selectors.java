package org.lictor.filter;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.lictor.filter.Expression.Match;

/**
 * The names by which an expression reaches into a {@code T}, each with its type. Filled once by the
 * thread that makes it, then read by any.
 */
public final class Selectors<T> {
  private final Map<String, Field<T>> fields = new LinkedHashMap<>();

  /**
   * One name: makes the predicate of a match whose selector's first {@code used} parts led here.
   */
  @FunctionalInterface
  interface Field<T> {
    Predicate<T> predicate(Match match, int used);
  }

  /** A text. */
  public Selectors<T> text(String name, Function<T, String> value) {
    return with(name, (match, used) -> Comparisons.text(match, used, value));
  }

  /** A whole number. */
  public Selectors<T> number(String name, ToLongFunction<T> value) {
    return with(name, (match, used) -> Comparisons.number(match, used, value));
  }

  /** A yes or no. */
  public Selectors<T> flag(String name, Predicate<T> value) {
    return with(name, (match, used) -> Comparisons.flag(match, used, value));
  }

  /** A list of texts; null counts as empty. */
  public Selectors<T> texts(String name, Function<T, @Nullable Collection<String>> values) {
    return with(name, (match, used) -> Comparisons.texts(match, used, values));
  }

  /** Texts by name; null counts as empty. */
  public Selectors<T> textMap(String name, Function<T, @Nullable Map<String, String>> values) {
    return with(
        name,
        (match, used) -> {
          if (match.selector().size() == used) {
            return Comparisons.keys(match, values);
          }
          String key = match.selector().get(used);
          Predicate<String> inner = Comparisons.text(match, used + 1, text -> text);
          return value -> Comparisons.valueOf(values.apply(value), key, match, inner);
        });
  }

  /** An object with selectors of its own. */
  public <U> Selectors<T> object(String name, Function<T, U> value, Selectors<U> inner) {
    return with(
        name,
        (match, used) -> {
          if (match.selector().size() == used) {
            throw Comparisons.wrongOperator(match);
          }
          Predicate<U> predicate = inner.predicate(match, used);
          return whole -> predicate.test(value.apply(whole));
        });
  }

  /** Objects in a list: one of them has to fit. */
  public <U> Selectors<T> objects(
      String name, Function<T, ? extends Collection<U>> values, Selectors<U> inner) {
    return with(
        name,
        (match, used) -> {
          if (match.selector().size() == used) {
            return Comparisons.emptiness(match, whole -> values.apply(whole).isEmpty());
          }
          Predicate<U> predicate = inner.predicate(match, used);
          return whole -> {
            for (U each : values.apply(whole)) {
              if (predicate.test(each)) {
                return true;
              }
            }
            return false;
          };
        });
  }

  /** Objects by name; null counts as empty. */
  public <U> Selectors<T> objectMap(
      String name, Function<T, @Nullable Map<String, U>> values, Selectors<U> inner) {
    return with(
        name,
        (match, used) -> {
          if (match.selector().size() == used) {
            return Comparisons.keys(match, values);
          }
          if (match.selector().size() == used + 1) {
            throw Comparisons.wrongOperator(match);
          }
          String key = match.selector().get(used);
          Predicate<U> predicate = inner.predicate(match, used + 1);
          return value -> Comparisons.valueOf(values.apply(value), key, match, predicate);
        });
  }

  private Selectors<T> with(String name, Field<T> field) {
    fields.put(name, field);
    return this;
  }

  /** The predicate of {@code match}, whose selector's first {@code used} parts led to here. */
  Predicate<T> predicate(Match match, int used) {
    Field<T> field = fields.get(match.selector().get(used));
    if (field == null) {
      throw Comparisons.wrongSelector(match, used + 1);
    }
    return field.predicate(match, used + 1);
  }
}
