package org.lictor.config;

/**
 * What part this agent plays.
 *
 * @param dev nothing on disk
 * @param server votes and keeps the registry; otherwise a client that asks a server
 * @param bootstrap elects itself; an expectation of one server means the same
 * @param bootstrapExpect how many servers to wait for before a new cluster starts; 0 if not set,
 *     never 1
 */
public record RoleSettings(boolean dev, boolean server, boolean bootstrap, int bootstrapExpect) {
  /** Whether this is a server that needs no other to start. */
  public boolean solo() {
    return server && (dev || bootstrap);
  }

  /** Whether this is one of several servers. */
  public boolean clustered() {
    return server && !solo();
  }

  /**
   * Refuses what the consensus of several servers cannot do.
   *
   * @throws ConfigException with what to use instead
   */
  public void requirePossible() {
    if (clustered() && bootstrapExpect == 2) {
      throw new ConfigException(
          "bootstrap_expect = 2: two servers cannot lose one; use -bootstrap-expect 1 or 3");
    }
  }
}
