package org.lictor.cli;

/** The flags of a call could not be read; the message is the one Go's flag package gives. */
public final class FlagException extends Exception {
  private static final long serialVersionUID = 1;

  FlagException(String message) {
    super(message, null, false, false);
  }
}
