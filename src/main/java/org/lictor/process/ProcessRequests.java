package org.lictor.process;

/**
 * What the operating system, and the way into the process, may ask of an agent. Never called on a
 * signal thread.
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

  /**
   * Says whether requests to the agent's HTTP address come to it. Asked once, when the container
   * has opened its ports, or thinks so; may take seconds.
   */
  boolean hears();
}
