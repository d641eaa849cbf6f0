package org.lictor.process;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * A log record as Consul writes it: {@code 2026-11-23T07:09:29.707Z [INFO] agent.dns: message}, or
 * as one JSON object with the same parts. Times are UTC with milliseconds.
 */
final class LogLine extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
  private static final String ROOT = "org.lictor.";

  private final boolean json;

  LogLine(boolean json) {
    this.json = json;
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
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return message + "\n" + trace.toString().stripTrailing();
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
