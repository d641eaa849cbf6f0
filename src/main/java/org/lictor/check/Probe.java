package org.lictor.check;

/**
 * Looks once at what a check is about. One object belongs to one check: it is run by one thread at
 * a time, and blocks it until there is a result or the timeout of the check is over.
 */
public interface Probe {
  /** Runs once. Trouble with the thing looked at is a critical result, never an exception. */
  ProbeResult run();

  /**
   * Ends a run under way as soon as it can be, and any later one; from any thread. What that run
   * returns is not used.
   */
  void kill();
}
