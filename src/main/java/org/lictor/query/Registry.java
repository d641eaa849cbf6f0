package org.lictor.query;

import java.util.concurrent.CompletableFuture;

/**
 * Where queries are answered. A server asks its own image; a client agent asks a server. No thread
 * is held while a query waits; the future may complete on a thread that wakes many others and must
 * not be kept busy for long. Any thread may ask.
 */
public interface Registry {
  /**
   * Asks {@code query}. Fails with {@link org.lictor.consensus.NoLeaderException} when the asked
   * consistency cannot be had, and with {@link OverloadedException} when too many queries wait
   * already.
   */
  <T> CompletableFuture<Answer<T>> ask(Query<T> query, QueryOptions options);

  /**
   * Answers at once from this agent's own knowledge when it has any; for readers that cannot wait,
   * as DNS does.
   */
  <T> Answer<T> peek(Query<T> query);
}
