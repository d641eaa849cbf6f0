package org.lictor.consensus;

/** The servers cannot be changed like that; nothing was. The message is fit for the caller. */
public final class PeerChangeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PeerChangeException(String message) {
    super(message, null, false, false);
  }
}
