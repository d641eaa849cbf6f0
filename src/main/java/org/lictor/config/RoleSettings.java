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

  /**
   * Refuses the roles that need other servers.
   *
   * @throws ConfigException if this is not {@link #solo}, with what to use instead
   */
  public void requireSolo() {
    if (solo()) return;
    throw new ConfigException(
        !server
            ? "this release runs servers only; use -server -bootstrap-expect 1, or -dev"
            : bootstrapExpect == 0
                ? "this release runs one server; add -bootstrap-expect 1"
                : "bootstrap_expect = "
                    + bootstrapExpect
                    + ": this release runs one server; use -bootstrap-expect 1");
  }
}
