package org.lictor.query;

import java.time.Duration;

/**
 * How a query is to be asked.
 *
 * @param minIndex answers at once when 0; else waits until the answer's index is above it
 * @param longestWait the longest wait; zero means the default
 */
public record QueryOptions(long minIndex, Duration longestWait, Consistency consistency) {
  /** At once, the leader's word. */
  public static final QueryOptions NOW = new QueryOptions(0, Duration.ZERO, Consistency.DEFAULT);

  /** At once, from whichever server is asked. */
  public static final QueryOptions STALE = new QueryOptions(0, Duration.ZERO, Consistency.STALE);

  /** The same without waiting, for what has no index to wait on. */
  public QueryOptions atOnce() {
    return new QueryOptions(0, longestWait, consistency);
  }

  /** The same from whichever server is asked. */
  public QueryOptions stale() {
    return new QueryOptions(minIndex, longestWait, Consistency.STALE);
  }

  /** Whether the answer may be waited for. */
  public boolean blocking() {
    return minIndex != 0;
  }
}
