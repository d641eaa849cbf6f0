package org.lictor.process;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * The only handler of an agent's logging.properties. The container reads that file more than once
 * and makes a new handler each time, so the state is {@link ConsoleLog}'s.
 */
public final class ConsoleLogHandler extends Handler {
  /**
   * Payara's remark on each expired authority in the JVM's trust store, with the whole certificate:
   * nobody can act on it here.
   */
  private static final String EXPIRED_AUTHORITY_LOGGER = "javax.enterprise.system.security.ssl";

  /** For java.util.logging, by name. */
  public ConsoleLogHandler() {}

  @Override
  public void publish(LogRecord event) {
    if (!isLoggable(event) || isNoise(event)) return;
    ConsoleLog.global().write(event);
  }

  // Some of the container's loggers have a level of their own, which the root's does not lower: so
  // it is looked at here again.
  private static boolean isNoise(LogRecord event) {
    @Nullable String logger = event.getLoggerName();
    if (logger != null && (logger.startsWith("org.lictor.") || logger.startsWith("platform.")))
      return false;
    return event.getLevel().intValue() < Level.WARNING.intValue()
        || AgentProcess.stoppingNow() && !isGrid(logger)
        || EXPIRED_AUTHORITY_LOGGER.equals(logger) && event.getLevel() == Level.WARNING;
  }

  // A request that meets a container that is stopping makes it complain, once for each; what the
  // grid says of its leaving is worth something.
  private static boolean isGrid(@Nullable String logger) {
    return logger != null && logger.startsWith("com.hazelcast.");
  }

  @Override
  public void flush() {
    // Each line is written when it is published.
  }

  @Override
  public void close() {
    // Standard output stays open: the last lines of a stop come after the log manager has closed
    // its handlers.
  }
}
