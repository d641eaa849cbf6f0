package org.lictor.backup;

import java.util.concurrent.CompletableFuture;

/** Where archives of the registry come from: this server, or one that a client asks. Any thread. */
public interface Archives {
  /**
   * An archive of the registry as it is now, in a file that the caller deletes.
   *
   * @param stale whether any server's state will do, even one without a leader. If not, fails with
   *     {@link org.lictor.consensus.NoLeaderException} when there is none
   */
  CompletableFuture<SavedArchive> save(boolean stale);
}
