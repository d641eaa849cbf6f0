package org.lictor.config;

/**
 * A command line that cannot be read: an unknown flag, a missing or malformed value. The command
 * line adds its usage to it.
 */
public final class FlagException extends ConfigException {
  private static final long serialVersionUID = 1L;

  /** A refusal in the words of Go's flag package. */
  public FlagException(String message) {
    super(message);
  }
}
