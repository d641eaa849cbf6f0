package org.lictor.consensus.solo;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.CommittedHandler;

/** Orders commands for one server and keeps nothing: {@code -dev}. */
public final class VolatileCommandLog extends GroupCommitLog {

  private VolatileCommandLog(SubmitQueue queue, CommittedHandler handler, @Nullable String address)
      throws IOException {
    super(queue, new MemoryJournal(), handler, address);
  }

  /**
   * An empty log.
   *
   * @param address this server's address with its port, told as the leader's; null when it has none
   */
  public static VolatileCommandLog open(
      QueueBounds bounds, @Nullable String address, CommittedHandler handler) {
    try {
      return new VolatileCommandLog(
          new SubmitQueue(bounds.commands(), bounds.bytes()), handler, address);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing here touches a file", e);
    }
  }
}
