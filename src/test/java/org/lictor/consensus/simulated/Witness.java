package org.lictor.consensus.simulated;

import org.lictor.command.Outcome;

/** Is told what servers do, at the moment they do it. */
interface Witness {
  /** A server began a life, with what its disk had kept. */
  default void started(SimulatedServer server) {}

  default void applied(int server, Entry entry, Outcome outcome) {}

  /** A server put a snapshot in place of its state, at its start or later. */
  default void restored(int server, Snapshot snapshot) {}

  /** A server could not apply a command and stopped there. */
  default void stopped(int server, Entry entry, RuntimeException problem) {}
}
