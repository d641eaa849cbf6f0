package org.lictor.consensus.solo;

/**
 * Waiting that an interrupt does not cut short: files are not closed under a thread that writes
 * them.
 */
final class Patience {
  private Patience() {}

  interface Wait {
    /** Waits for some time; true when there is nothing left to wait for. */
    boolean once() throws InterruptedException;
  }

  /** Waits; an interrupt is kept for the caller. */
  static void untilTrue(Wait wait) {
    boolean interrupted = false;
    boolean over = false;
    while (!over) {
      try {
        over = wait.once();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }
}
