package org.lictor.query;

import java.util.function.Predicate;
import org.lictor.filter.Selectors;
import org.lictor.state.StateImage;

/**
 * A query whose answer is made of things that a filter expression can select.
 *
 * @param <R> the answer
 * @param <E> one of those things
 */
public interface Filterable<R, E> {
  /** The answer in {@code image}, made of what is {@code wanted} alone. */
  Indexed<R> ask(StateImage image, Predicate<E> wanted);

  /** What an expression can say of one, in {@code datacenter}. */
  Selectors<E> selectors(String datacenter);
}
