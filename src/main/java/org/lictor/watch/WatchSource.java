package org.lictor.watch;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a watch follows. Used by one watch, which asks again only when it has been answered. */
public interface WatchSource {
  /**
   * What there is, as soon as it may be another than {@code last}; at once when that is null. No
   * thread is held meanwhile. May well give the same again.
   */
  CompletableFuture<Sighting> after(@Nullable Sighting last);
}
