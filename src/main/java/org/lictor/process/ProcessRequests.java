package org.lictor.process;

/**
 * What the operating system may ask of a running agent. Called on a thread of {@link AgentProcess},
 * never on a signal thread.
 */
public interface ProcessRequests {
  /**
   * Reads the settings again and applies the difference; called for SIGHUP. A failure is logged by
   * the caller and changes nothing.
   */
  void reload();

  /**
   * Leaves the cluster in good order and returns when others know. Called once at most.
   *
   * @return whether the leave was completed; false makes the exit code 1
   */
  boolean leave();
}
