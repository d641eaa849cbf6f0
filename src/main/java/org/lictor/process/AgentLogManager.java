package org.lictor.process;

import java.util.logging.LogManager;

/**
 * Keeps the log going while the process stops. The JDK's own manager closes all handlers in a
 * shutdown hook, beside the container's, so that what an application says as it stops is lost or
 * not by chance. Named in the system property java.util.logging.manager.
 */
public final class AgentLogManager extends LogManager {
  /** For java.util.logging, by name. */
  public AgentLogManager() {}

  @Override
  public void reset() {
    // Called for each reading of the configuration as well; only the call at the end is one too
    // many.
    if (!AgentProcess.stoppingNow()) super.reset();
  }
}
