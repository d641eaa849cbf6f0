package org.lictor.grid;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.lictor.model.Session;
import org.lictor.model.SessionId;

/** Lets sessions live on: the leader counts the time of each. Any thread. */
public interface Renewals {
  /**
   * Begins the time of a session again; completes with the session, or with nothing when there is
   * no such session any more. Fails with {@link org.lictor.consensus.NoLeaderException} when nobody
   * counts now.
   */
  CompletableFuture<Optional<Session>> renew(SessionId id);
}
