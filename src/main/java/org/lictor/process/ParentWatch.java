package org.lictor.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Ends an agent that is there for another process alone as soon as that one is gone, however it
 * ended: the pipe from it to our standard input ends then.
 */
public final class ParentWatch {
  /**
   * System property of such an agent: the directory that is of no use to anybody after it, and goes
   * with it.
   */
  public static final String PROPERTY = "lictor.launch.with.parent";

  private ParentWatch() {}

  /** Watches, if this is such an agent. */
  static void start() {
    @Nullable String directory = System.getProperty(PROPERTY);
    if (directory == null) return;
    InputStream parent = System.in;
    Thread thread = new Thread(() -> watch(parent, Path.of(directory)), "lictor-parent-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private static void watch(InputStream parent, Path directory) {
    try {
      while (parent.read() >= 0) continue; // it has nothing to say
    } catch (IOException gone) {
      // as good as the end
    }
    if (AgentProcess.stoppingNow()) return; // in order; whoever asked for it is still there
    try {
      RunDirectory.delete(directory);
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }
}
