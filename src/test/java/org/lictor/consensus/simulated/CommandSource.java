package org.lictor.consensus.simulated;

import org.lictor.command.Command;
import org.lictor.state.StateImage;

/** Decides what a client writes next. */
interface CommandSource {
  /**
   * @param shown what the client's server shows, which may be behind
   */
  Command next(StateImage shown);
}
