package org.lictor.process;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * From which level on our own loggers speak: the configured one, or a lower one for as long as
 * somebody reads along who wants to know more. What only they asked for is kept off the console.
 * Any thread.
 */
final class LogThreshold {
  private static final String OURS = "org.lictor";

  /** Kept, as the log manager holds loggers weakly and would forget the level with them. */
  private final Logger logger = Logger.getLogger(OURS);

  private final List<Level> wanted = new ArrayList<>();
  private @Nullable Level configured;

  /** Speaks from {@code level} on, as somebody reads along. */
  synchronized void lower(Level level) {
    wanted.add(level);
    apply();
  }

  /** They read no more. */
  synchronized void raise(Level level) {
    wanted.remove(level);
    apply();
  }

  /** Speaks from another level on, on the console too. */
  synchronized void configure(Level level) {
    configured = level;
    apply();
  }

  /** Whether the console, and the files, are to have {@code event}. */
  synchronized boolean admits(LogRecord event) {
    String name = event.getLoggerName();
    return configured == null
        || name == null
        || !name.startsWith(OURS)
        || event.getLevel().intValue() >= configured.intValue();
  }

  /** Whether the console is to have what only helps to find a defect. */
  synchronized boolean isDebug() {
    return configured().intValue() <= Level.FINE.intValue();
  }

  private Level configured() {
    if (configured != null) return configured;
    return logger.getLevel() == null ? Level.INFO : logger.getLevel();
  }

  private void apply() {
    configured = configured();
    Level lowest = configured;
    for (Level one : wanted) {
      lowest = one.intValue() < lowest.intValue() ? one : lowest;
    }
    logger.setLevel(lowest);
  }
}
