package org.lictor.agent;

/**
 * A service or check as somebody wants it cannot be. The message is fit for the caller (400 on the
 * wire); nothing was changed.
 */
public final class BadProposalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadProposalException(String message) {
    super(message, null, false, false);
  }
}
