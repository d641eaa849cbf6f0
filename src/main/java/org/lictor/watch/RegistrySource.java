package org.lictor.watch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lictor.query.Consistency;
import org.lictor.query.Query;
import org.lictor.query.QueryOptions;
import org.lictor.query.Registry;

/** Follows a query. */
public final class RegistrySource<T> implements WatchSource {
  private final Registry registry;
  private final Query<T> query;
  private final Consistency consistency;
  private final Function<T, byte[]> json;

  public RegistrySource(
      Registry registry, Query<T> query, Consistency consistency, Function<T, byte[]> json) {
    this.registry = registry;
    this.query = query;
    this.consistency = consistency;
    this.json = json;
  }

  @Override
  public CompletableFuture<Sighting> after(@Nullable Sighting last) {
    QueryOptions options =
        new QueryOptions(last == null ? 0 : last.index(), Duration.ZERO, consistency);
    return registry
        .ask(query, options)
        .thenApply(
            answer -> {
              // One that goes back begins anew (http-api.md A8).
              boolean back = last != null && answer.index() < last.index();
              return new Sighting(
                  back ? 0 : answer.index(),
                  new String(json.apply(answer.value()), StandardCharsets.UTF_8));
            });
  }
}
