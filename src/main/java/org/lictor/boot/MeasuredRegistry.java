package org.lictor.boot;

import java.util.concurrent.CompletableFuture;
import org.lictor.metrics.Instrument;
import org.lictor.metrics.Metrics;
import org.lictor.query.Answer;
import org.lictor.query.Query;
import org.lictor.query.QueryOptions;
import org.lictor.query.Registry;

/**
 * Counts what is asked: {@code rpc.query}, and on a client, which asks a server, {@code
 * client.rpc}.
 */
final class MeasuredRegistry implements Registry {
  private final Registry registry;
  private final Instrument asked;

  MeasuredRegistry(Registry registry, Metrics metrics, boolean server) {
    this.registry = registry;
    this.asked = metrics.counter(server ? "rpc.query" : "client.rpc");
  }

  @Override
  public <T> CompletableFuture<Answer<T>> ask(Query<T> query, QueryOptions options) {
    asked.count();
    return registry.ask(query, options);
  }

  @Override
  public <T> Answer<T> peek(Query<T> query) {
    return registry.peek(query);
  }

  @Override
  public boolean ready(Query<?> query) {
    return registry.ready(query);
  }
}
