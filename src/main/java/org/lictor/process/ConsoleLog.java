package org.lictor.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Standard output and all who listen to the log. Until the banner is printed, lines are held back
 * (a thousand at most, the oldest go first) so that the banner stays in one piece at the top, as
 * Consul has it. Safe for any thread; a record is written before {@link #write} returns.
 */
public final class ConsoleLog {
  /**
   * A start logs a few dozen lines; more than this while it is held back is a fault whose end is
   * worth more than its beginning.
   */
  private static final int HELD_BACK_LIMIT = 1_000;

  /** A chain of causes may be a ring. */
  private static final int CAUSES_LIMIT = 50;

  private static final ConsoleLog GLOBAL =
      new ConsoleLog(
          new FileOutputStream(FileDescriptor.out), Boolean.getBoolean("lictor.launch.log.json"));

  private final OutputStream out;
  private final LogLine line;
  private final String indent;
  private final List<Tap> taps = new CopyOnWriteArrayList<>();
  private final LogThreshold threshold = new LogThreshold();
  private @Nullable LogFile file;
  private final Queue<String> heldBack = new ArrayDeque<>();
  private volatile @Nullable String lastFailure;
  private volatile @Nullable String ownFailure;
  private volatile boolean started;
  private boolean open;

  ConsoleLog(OutputStream out, boolean json) {
    this.out = out;
    this.line = new LogLine(json, threshold::isDebug);
    this.indent = json ? "" : "    ";
  }

  /** The one of this process. */
  public static ConsoleLog global() {
    return GLOBAL;
  }

  private record Tap(Level level, LogLine line, Consumer<String> reader) {}

  /**
   * Lets someone read along, for {@code /v1/agent/monitor}.
   *
   * @param level TRACE, DEBUG, INFO, WARN or ERROR: the lowest to be told of, be it below the
   *     configured one
   * @param json whether lines are JSON objects
   * @param reader called with each line and its end, on the thread that logged: it must not block
   *     and not log
   * @return closes to stop
   */
  public AutoCloseable tap(String level, boolean json, Consumer<String> reader) {
    Level from = LogLine.level(level);
    boolean everything = from.intValue() <= Level.FINE.intValue();
    Tap tap = new Tap(from, new LogLine(json, () -> everything), reader);
    taps.add(tap);
    threshold.lower(tap.level);
    return () -> {
      if (taps.remove(tap)) threshold.raise(tap.level);
    };
  }

  /** Logs from another level on: TRACE, DEBUG, INFO, WARN or ERROR. */
  public void level(String level) {
    threshold.configure(LogLine.level(level));
  }

  /**
   * Has all that goes to standard output written to {@code other} too, what is held back included.
   */
  public synchronized void copyTo(LogFile other) {
    file = other;
    heldBack.forEach(line -> other.write(line.substring(indent.length())));
  }

  /** Writes a record, or holds it back. */
  void write(LogRecord event) {
    @Nullable Throwable thrown = event.getThrown();
    if (thrown != null && event.getLevel().intValue() >= Level.SEVERE.intValue()) failed(thrown);
    if (threshold.admits(event) && !repeats(event)) emit(line.format(event));
    for (Tap tap : taps) {
      if (event.getLevel().intValue() >= tap.level.intValue())
        tap.reader.accept(tap.line.format(event));
    }
  }

  // The container tells three times, and at length, that it does not start.
  private boolean repeats(LogRecord event) {
    @Nullable String logger = event.getLoggerName();
    return ownFailure != null
        && !started
        && event.getLevel().intValue() >= Level.SEVERE.intValue()
        && (logger == null || !logger.startsWith("org.lictor."))
        && !threshold.isDebug();
  }

  /** The start is over: errors have nothing to do with it any more. */
  void started() {
    started = true;
  }

  /** The start has failed, and we have said why: the container's own words add nothing. */
  void failed(String reason) {
    ownFailure = reason;
  }

  private void failed(Throwable thrown) {
    lastFailure = rootCause(thrown);
    if (ownFailure == null) ownFailure = ownMessage(thrown);
  }

  // What we have to say is fit for an operator, and the container wraps it many times.
  private static @Nullable String ownMessage(Throwable thrown) {
    @Nullable Throwable link = thrown;
    for (int depth = 0; link != null && depth < CAUSES_LIMIT; depth++) {
      if (link.getClass().getName().startsWith("org.lictor.") && link.getMessage() != null)
        return link.getMessage();
      link = link.getCause();
    }
    return null;
  }

  /**
   * Why the start failed, as far as errors were logged: what we said ourselves first, else what was
   * at the bottom of the last one; null when there was none.
   */
  @Nullable String failure() {
    return ownFailure != null ? ownFailure : lastFailure;
  }

  /** What is at the bottom of a chain of causes. */
  static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int depth = 0; root.getCause() != null && depth < CAUSES_LIMIT; depth++)
      root = root.getCause();
    return root;
  }

  /** The message at the bottom of a chain of causes, or its type if it has none. */
  static String rootCause(Throwable thrown) {
    Throwable root = root(thrown);
    @Nullable String message = root.getMessage();
    return message == null ? root.getClass().getName() : message;
  }

  private synchronized void emit(String formatted) {
    if (file != null) file.write(formatted);
    String line = indent + formatted;
    if (open) {
      put(line);
      return;
    }
    if (heldBack.size() == HELD_BACK_LIMIT) heldBack.remove();
    heldBack.add(line);
  }

  /**
   * Prints a text and then what was held back; from now on nothing is. Later calls print nothing.
   */
  synchronized void open(String banner) {
    if (open) return;
    open = true;
    put(banner);
    for (@Nullable String line = heldBack.poll(); line != null; line = heldBack.poll()) put(line);
  }

  /** Prints a text as it is, at once. */
  synchronized void print(String text) {
    put(text);
  }

  private void put(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      // Whoever read our output is gone. The agent is not its console: it lives on, and the taps
      // still get the log.
    }
  }
}
