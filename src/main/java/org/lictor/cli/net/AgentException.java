package org.lictor.cli.net;

/**
 * The agent could not be reached, or did not answer what was hoped for. The message is the one
 * Consul's client gives.
 */
public class AgentException extends Exception {
  private static final long serialVersionUID = 1;

  /** Makes one with Consul's text. */
  public AgentException(String message) {
    super(message, null, false, false);
  }
}
