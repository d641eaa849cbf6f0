package org.lictor.agent;

/** Who told the agent of a service or check. */
public enum Source {
  /**
   * A configuration file: read again at each start and reload, never kept in the agent's memory.
   */
  FILE,
  /** The agent's HTTP interface: kept in its memory until somebody takes it back. */
  API
}
