package org.lictor.query;

import java.util.List;
import org.lictor.filter.Filter;
import org.lictor.state.StateImage;
import org.lictor.state.Topic;

/**
 * Another query's answer without what a filter expression does not select (Consul HTTP API,
 * "Filtering"). It travels as text, so the server that answers sends no more than is wanted.
 *
 * @param query a {@link Filterable} one
 * @param datacenter what {@code Datacenter} is in the expression
 */
public record Filtered<R>(Query<R> query, String datacenter, String expression)
    implements Query<R> {
  public Filtered {
    if (!(query instanceof Filterable<?, ?>)) {
      throw new IllegalArgumentException("cannot be filtered: " + query);
    }
  }

  /**
   * The same, or {@code query} itself when the expression is empty.
   *
   * @throws org.lictor.filter.FilterException when it is no expression for {@code query}
   */
  public static <R> Query<R> of(Query<R> query, String datacenter, String expression) {
    if (expression.isEmpty()) {
      return query;
    }
    Filtered<R> filtered = new Filtered<>(query, datacenter, expression);
    check(filtered.filterable(), datacenter, expression);
    return filtered;
  }

  private static <E> void check(Filterable<?, E> query, String datacenter, String expression) {
    Filter.of(expression, query.selectors(datacenter));
  }

  @SuppressWarnings("unchecked") // a query is filterable with its own answer
  private Filterable<R, ?> filterable() {
    return (Filterable<R, ?>) query;
  }

  @Override
  public List<Topic> topics() {
    // What an expression says of nodes does not touch the list of services.
    return query instanceof CatalogQuery.Services
        ? List.of(Topic.SERVICES, Topic.NODES)
        : query.topics();
  }

  @Override
  public Indexed<R> ask(StateImage image) {
    return ask(filterable(), image);
  }

  private <E> Indexed<R> ask(Filterable<R, E> wanted, StateImage image) {
    return wanted.ask(image, Filter.of(expression, wanted.selectors(datacenter)));
  }
}
