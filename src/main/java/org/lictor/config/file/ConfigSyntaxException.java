package org.lictor.config.file;

/**
 * A text that is not configuration: cut, misspelt, nested too deep. The message tells where, as
 * Consul does.
 */
public final class ConfigSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A refusal with the reason an operator reads behind {@code failed to parse F: }. */
  public ConfigSyntaxException(String message) {
    super(message);
  }

  static ConfigSyntaxException at(int line, int column, String what) {
    return new ConfigSyntaxException("At " + line + ":" + column + ": " + what);
  }
}
