package org.lictor.exec;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where jobs are found and their results are put. */
public interface JobKeys {
  /**
   * A key's value, null when there is none.
   *
   * @param certain not one that may have been overtaken
   */
  CompletableFuture<byte @Nullable []> read(String key, boolean certain);

  /** Writes a key in the name of a session; completes with whether that could be. */
  CompletableFuture<Boolean> write(String key, byte[] value, String session);
}
