package org.lictor.boot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.lictor.metrics.Instrument;
import org.lictor.metrics.Metrics;
import org.lictor.query.Answer;
import org.lictor.query.Query;
import org.lictor.query.QueryOptions;
import org.lictor.query.Registry;

/**
 * Counts what is asked: {@code rpc.query}, and on a client, which asks a server, {@code
 * client.rpc}; and how many of these wait for a change now, {@code rpc.queries_blocking}.
 */
final class MeasuredRegistry implements Registry {
  private final Registry registry;
  private final Instrument asked;
  private final AtomicInteger waiting = new AtomicInteger();

  MeasuredRegistry(Registry registry, Metrics metrics, boolean server) {
    this.registry = registry;
    this.asked = metrics.counter(server ? "rpc.query" : "client.rpc");
    metrics.gauge("rpc.queries_blocking", waiting::get);
  }

  @Override
  public <T> CompletableFuture<Answer<T>> ask(Query<T> query, QueryOptions options) {
    asked.count();
    CompletableFuture<Answer<T>> answer = registry.ask(query, options);
    if (!options.blocking() || answer.isDone()) {
      return answer;
    }
    waiting.incrementAndGet();
    answer.whenComplete((found, problem) -> waiting.decrementAndGet());
    return answer;
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
