package org.lictor.consensus;

import java.io.IOException;
import java.io.InputStream;
import org.lictor.command.Outcome;

/** What a server does with committed commands. Called by one thread only. */
public interface CommittedHandler {
  /**
   * Applies the command at {@code index}, which is above all before it. An exception stops the log:
   * a wrong image is worse than none.
   */
  Outcome committed(long index, byte[] command);

  /**
   * Whether nobody has written anything yet: what there is comes from the cluster's own members. A
   * state that was kept elsewhere may then be taken in without loss.
   */
  default boolean isFresh() {
    return false;
  }

  /** An immutable root of the state as it is now; costs no more than a reference. */
  StateSnapshot takeSnapshot();

  /**
   * Puts the state that {@code snapshot} holds, as of the command at {@code index}, in place of
   * this one.
   */
  void restore(long index, InputStream snapshot) throws IOException;
}
