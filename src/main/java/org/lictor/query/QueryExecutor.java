package org.lictor.query;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.lictor.model.PreparedQuery;
import org.lictor.model.ServiceQuery;

/**
 * Executes prepared queries for callers who can wait: what is kept comes from the registry, names
 * are filled in, drawn by lot and put in order here. Any thread.
 */
public final class QueryExecutor {
  private final Registry registry;
  private final String node;
  private final Random random;

  /**
   * An agent's.
   *
   * @param node the agent's own, which {@code _agent} means
   */
  public QueryExecutor(Registry registry, String node, Random random) {
    this.registry = registry;
    this.node = node;
    this.random = random;
  }

  /**
   * How one is to be executed.
   *
   * @param near in place of the query's own; empty for that
   * @param address the caller's, which {@code _ip} means
   * @param limit of instances; none when not above 0
   * @param connect whether only what speaks the mesh's protocol is wanted, whatever the query says
   */
  public record Wish(String idOrName, String near, String address, int limit, boolean connect) {}

  /** The query as it was executed, and whom it found. */
  public record Result(PreparedQuery query, List<ServiceInstance> instances) {}

  /**
   * The query that {@code idOrName} asks for; nothing when there is none. Fails with {@link
   * org.lictor.model.BadTemplateException} when its template cannot be filled in, or when it is
   * asked for by its id.
   */
  public CompletableFuture<Answer<Optional<PreparedQuery>>> explain(
      String idOrName, QueryOptions options) {
    return registry
        .ask(new PreparedQueryQuery.For(idOrName), options.atOnce())
        .thenApply(
            kept -> kept.with(kept.value().map(query -> QueryExecution.render(query, idOrName))));
  }

  /**
   * Executes the query that is asked for; nothing when there is none. Fails as {@link #explain}.
   */
  public CompletableFuture<Answer<Optional<Result>>> execute(Wish wish, QueryOptions options) {
    return explain(wish.idOrName(), options)
        .thenCompose(
            kept ->
                kept.value().isEmpty()
                    ? CompletableFuture.completedFuture(kept.with(Optional.<Result>empty()))
                    : execute(kept.value().get(), wish, options));
  }

  private CompletableFuture<Answer<Optional<Result>>> execute(
      PreparedQuery query, Wish wish, QueryOptions options) {
    ServiceQuery wanted = wish.connect() ? query.service().connected() : query.service();
    String near = wish.near().isEmpty() ? wanted.near() : wish.near();
    return nodeOf(near, wish.address(), options)
        .thenCompose(nearest -> fit(wanted, nearest, options))
        .thenApply(
            found -> {
              List<ServiceInstance> fit = found.value();
              boolean cut = wish.limit() > 0 && wish.limit() < fit.size();
              return found.with(
                  Optional.of(new Result(query, cut ? fit.subList(0, wish.limit()) : fit)));
            });
  }

  private CompletableFuture<Answer<List<ServiceInstance>>> fit(
      ServiceQuery wanted, String nearest, QueryOptions options) {
    if (!nearest.isEmpty()) {
      return registry
          .ask(new NearInstances(wanted.service(), nearest), options.atOnce())
          .thenApply(all -> all.with(QueryExecution.fitNear(wanted, nearest, all.value(), random)));
    }
    return registry
        .ask(HealthQuery.Instances.of(wanted.service()), options.atOnce())
        .thenApply(
            all -> {
              List<ServiceInstance> fit = QueryExecution.fit(wanted, all.value());
              QueryExecution.shuffle(fit, random);
              return all.with(fit);
            });
  }

  /** The node that the nearest are wanted of; empty for none. */
  private CompletableFuture<String> nodeOf(String near, String address, QueryOptions options) {
    if (near.equals(QueryExecution.AGENT)) {
      return CompletableFuture.completedFuture(node);
    }
    return near.equals(QueryExecution.ADDRESS)
        ? registry
            .ask(new CatalogQuery.OwnerOfAddress(address), options.atOnce())
            .thenApply(owner -> nodeName(owner.value()))
        : CompletableFuture.completedFuture(near);
  }

  private static String nodeName(Optional<CatalogQuery.AddressOwner> owner) {
    return owner.filter(found -> !found.service()).map(CatalogQuery.AddressOwner::name).orElse("");
  }
}
