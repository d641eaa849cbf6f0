package org.lictor.check;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A script under way, with all that it started. Where {@code setsid} is installed the script leads
 * a session of its own, so that what it left in the background, adopted by another process, is
 * found and killed too.
 */
public final class ScriptProcess {
  private static final boolean HAS_SETSID = ExecutableName.isOnPath("setsid");
  private static final File NOTHING = new File(File.separatorChar == '/' ? "/dev/null" : "NUL");

  private final Process process;

  private ScriptProcess(Process process) {
    this.process = process;
  }

  /** Starts it with the agent's environment, nothing to read, and both outputs in one. */
  public static ScriptProcess start(List<String> command) throws IOException {
    List<String> line = new ArrayList<>(command);
    if (HAS_SETSID) {
      // The child is no group leader, so setsid(1) need not fork: its process id stays that of the
      // script.
      line.add(0, "setsid");
    }
    return new ScriptProcess(
        new ProcessBuilder(line).redirectErrorStream(true).redirectInput(NOTHING).start());
  }

  /** Both outputs in one. */
  public InputStream output() {
    return process.getInputStream();
  }

  /** Whether it ends within so many nanoseconds. */
  public boolean exitsWithin(long nanos) throws InterruptedException {
    return process.waitFor(nanos, TimeUnit.NANOSECONDS);
  }

  /** The exit code of a script that has ended; 128 and the signal's number if one killed it. */
  public int exitCode() {
    return process.exitValue();
  }

  /**
   * Kills the script and what it started. Not by {@link Process#destroyForcibly()}, which would
   * close the pipe with output still in it.
   */
  public void killTree() {
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    tree.add(process.toHandle());
    if (HAS_SETSID && process.isAlive()) {
      killGroup();
    }
    tree.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * One kill(2) for the whole group leaves no moment for one of it to fork; Java has no call for
   * that.
   */
  private void killGroup() {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -KILL -" + process.pid())
          .redirectInput(NOTHING)
          .redirectErrorStream(true)
          .redirectOutput(NOTHING)
          .start()
          .waitFor(1, TimeUnit.SECONDS);
    } catch (IOException noMoreProcesses) {
      System.getLogger(ScriptProcess.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "cannot start kill for process group " + process.pid(),
              noMoreProcesses);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
