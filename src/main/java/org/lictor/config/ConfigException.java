package org.lictor.config;

/**
 * Settings that cannot be run with: the operator's mistake. The message is Consul's where Consul
 * has one, complete and ready to be printed behind {@code ==> }; it may have several lines.
 */
public class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal in the operator's words. */
  public ConfigException(String message) {
    super(message);
  }

  /** A refusal with the trouble of the system that led to it. */
  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
