package org.lictor.consensus.simulated;

import org.lictor.command.Command;
import org.lictor.command.CommandCodec;

/**
 * A command that was submitted. No two are the same: each is decided at a millisecond of its own,
 * which is its number.
 *
 * @param knownIndex the highest index that anyone had as an answer before this was submitted
 */
record Write(long number, Command command, long knownIndex) {
  /** The number of the write that made these bytes. */
  static long numberOf(byte[] bytes) {
    return CommandCodec.decode(bytes).decidedAt().toEpochMilli();
  }
}
