package org.lictor.consensus.simulated;

import java.time.Instant;
import org.lictor.command.Command;
import org.lictor.command.CommandCodec;
import org.lictor.command.DecidedCommand;

/**
 * A command that a client submits. No two are the same: each is decided at a millisecond of its
 * own, which is its number.
 *
 * @param knownIndex the highest index that any client had as an answer before this was submitted
 */
record Write(long number, Command command, long knownIndex) {
  byte[] bytes() {
    return CommandCodec.encode(new DecidedCommand(Instant.ofEpochMilli(number), command));
  }

  /** The number of the write that made these bytes. */
  static long numberOf(byte[] bytes) {
    return CommandCodec.decode(bytes).decidedAt().toEpochMilli();
  }
}
