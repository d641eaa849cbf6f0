package org.lictor.consensus;

/**
 * There is no leader to order the command or to vouch for a read. Nothing was applied: trying again
 * is safe.
 */
public final class NoLeaderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoLeaderException() {
    super("No cluster leader", null, false, false);
  }
}
