package org.lictor.process;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.BooleanSupplier;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * A log record as Consul writes it: {@code 2026-11-23T07:09:29.707Z [INFO] agent.dns: message}, or
 * as one JSON object with the same parts. Times are UTC with milliseconds. Of an exception there is
 * the trace where it is a defect of ours, or where the reader wants to know everything; the
 * container writes hundreds of lines of them where the reason is one, which is what an operator
 * gets.
 */
final class LogLine extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
  private static final String ROOT = "org.lictor.";

  private final boolean json;
  private final BooleanSupplier everything;

  /**
   * @param everything whether each exception has its trace, asked for each line
   */
  LogLine(boolean json, BooleanSupplier everything) {
    this.json = json;
    this.everything = everything;
  }

  /** The line with its end of line, without indentation. */
  @Override
  public String format(LogRecord event) {
    return json ? object(event) : text(event);
  }

  private String text(LogRecord event) {
    String level = level(event.getLevel());
    String padding = " ".repeat(6 - level.length());
    return TIME.format(event.getInstant())
        + " ["
        + level
        + "]"
        + padding
        + module(event)
        + ": "
        + message(event)
        + "\n";
  }

  private String object(LogRecord event) {
    Instant time = event.getInstant();
    return "{\"@level\":\""
        + level(event.getLevel()).toLowerCase(java.util.Locale.ROOT)
        + "\",\"@message\":"
        + quoted(message(event))
        + ",\"@module\":"
        + quoted(module(event))
        + ",\"@timestamp\":\""
        + TIME.format(time)
        + "\"}\n";
  }

  private String message(LogRecord event) {
    String message = formatMessage(event);
    @Nullable Throwable thrown = event.getThrown();
    if (thrown == null) return message;
    if (!isOwnDefect(event, thrown) && !everything.getAsBoolean()) {
      String cause = ConsoleLog.rootCause(thrown);
      return message.contains(cause) ? message : message + ": " + cause;
    }
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return message + "\n" + trace.toString().stripTrailing();
  }

  // A disk or a network that fails is no defect: the message says what there is to say.
  private static boolean isOwnDefect(LogRecord event, Throwable thrown) {
    @Nullable String logger = event.getLoggerName();
    return logger != null
        && logger.startsWith(ROOT)
        && event.getLevel().intValue() >= Level.SEVERE.intValue()
        && !(ConsoleLog.root(thrown) instanceof IOException);
  }

  /** Consul's name for a level of java.util.logging. */
  static String level(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) return "ERROR";
    if (value >= Level.WARNING.intValue()) return "WARN";
    if (value >= Level.INFO.intValue()) return "INFO";
    return value >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
  }

  /** The level of java.util.logging that Consul's name means. */
  static Level level(String name) {
    return switch (name) {
      case "TRACE" -> Level.FINEST;
      case "DEBUG" -> Level.FINE;
      case "WARN" -> Level.WARNING;
      case "ERROR" -> Level.SEVERE;
      default -> Level.INFO;
    };
  }

  /** {@code agent} and the package below ours; whatever is not ours is the platform. */
  static String module(LogRecord event) {
    @Nullable String logger = event.getLoggerName();
    if (logger == null || !logger.startsWith(ROOT)) return "agent.platform";
    String rest = logger.substring(ROOT.length());
    int end = rest.indexOf('.');
    String first = end < 0 ? rest : rest.substring(0, end);
    return first.equals("agent") || first.equals("boot") || first.equals("process")
        ? "agent"
        : "agent." + first;
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 16).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ') quoted.append(String.format("\\u%04x", (int) c));
          else quoted.append(c);
        }
      }
    }
    return quoted.append('"').toString();
  }
}
