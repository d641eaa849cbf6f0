package org.lictor.process;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/**
 * Standard output for code that is not ours: its lines become log lines at level DEBUG, so that the
 * console stays the agent's.
 */
final class PlatformOutput extends OutputStream {
  /**
   * A line longer than this is cut into several; nothing that prints at start or stop comes near.
   */
  private static final int LINE_LIMIT = 8 * 1024;

  private final System.Logger log = System.getLogger("platform.output");
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private PlatformOutput() {}

  static PrintStream stream() {
    return new PrintStream(new PlatformOutput(), true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int b) {
    if (b != '\n') line.write(b);
    if (b != '\n' && line.size() < LINE_LIMIT) return;
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (!text.isBlank()) log.log(Level.DEBUG, text);
  }
}
