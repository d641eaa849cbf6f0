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
   * already. Cancelling what is returned, or what follows from it, ends a wait on this server; at
   * another one the query waits on.
   */
  <T> CompletableFuture<Answer<T>> ask(Query<T> query, QueryOptions options);

  /**
   * Answers at once from this agent's own knowledge when it has any; for readers that cannot wait,
   * as DNS does. Fails with {@link org.lictor.consensus.NoLeaderException} when nobody vouches for
   * what it knows.
   */
  <T> Answer<T> peek(Query<T> query);

  /**
   * Whether {@link #peek} has an answer at hand, or a failure. When not, it waits for a server, two
   * seconds at most: who must not wait even so long leaves it to another thread.
   */
  default boolean ready(Query<?> query) {
    return true;
  }
}
