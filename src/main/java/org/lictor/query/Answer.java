package org.lictor.query;

import org.lictor.state.WatchSet;

/**
 * A query's answer with what the reply's headers say of it.
 *
 * @param index never 0: clients take 0 as "no index"
 * @param knownLeader whether a leader was known when it was given
 * @param lastContactMillis since the answering server last heard from the leader; 0 on the leader
 * @param watches the answer holds until one of them fires; {@link WatchSet#FIRED} when nobody here
 *     is told of changes
 */
public record Answer<T>(
    T value, long index, boolean knownLeader, long lastContactMillis, WatchSet watches) {
  public Answer {
    index = Math.max(1, index);
  }

  /** Another value that was found in the same way. */
  public <U> Answer<U> with(U other) {
    return new Answer<>(other, index, knownLeader, lastContactMillis, watches);
  }

  /** The same at another index. */
  public Answer<T> at(long other) {
    return new Answer<>(value, other, knownLeader, lastContactMillis, watches);
  }

  /**
   * Whether it came from elsewhere for one caller alone: no other will be given the same object,
   * and nobody can tell how long it holds.
   */
  public boolean forOneCaller() {
    return watches == WatchSet.FIRED;
  }
}
