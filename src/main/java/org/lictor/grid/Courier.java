package org.lictor.grid;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Carries a request to a server and the reply back. Any thread; holds none while it waits. */
public interface Courier {
  /** Which server is wanted. */
  enum To {
    /** The one that leads when it is known and there, else any. */
    LEADER,
    /** Any, always the same one as long as it is there. */
    ANY
  }

  /**
   * Has a server handle {@code request}. Fails with {@link org.lictor.consensus.NoLeaderException}
   * when there is no server: nothing was sent then; and with {@link ServerLostException} when the
   * server went away, or was silent for {@code limit}: it may have handled the request or not.
   * Futures complete on a thread that must not be kept.
   */
  CompletableFuture<byte[]> ask(byte[] request, To to, Duration limit);
}
