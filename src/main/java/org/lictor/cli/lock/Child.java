package org.lictor.cli.lock;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The command that runs while the lock is held. What it started is ended with it: under a lost lock
 * nothing of it may go on. Any thread.
 */
public final class Child {
  private final Process process;
  private final List<Thread> pumps = new ArrayList<>();

  private Child(Process process) {
    this.process = process;
  }

  /**
   * Starts one; what it writes goes to {@code out} and {@code err} as it comes.
   *
   * @param stdin whether it reads this process's input; else it has none
   */
  public static Child start(List<String> command, boolean stdin, PrintStream out, PrintStream err)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CONSUL_LOCK_HELD", "true");
    builder.redirectInput(
        stdin
            ? ProcessBuilder.Redirect.INHERIT
            : ProcessBuilder.Redirect.from(new File("/dev/null")));
    Child child = new Child(builder.start());
    child.pump(child.process.getInputStream(), out);
    child.pump(child.process.getErrorStream(), err);
    return child;
  }

  private void pump(InputStream from, PrintStream to) {
    Thread pump =
        new Thread(
            () -> {
              try (from) {
                byte[] buffer = new byte[8192];
                for (int count; (count = from.read(buffer)) >= 0; ) {
                  to.write(buffer, 0, count);
                  to.flush();
                }
              } catch (IOException closed) {
                // it has ended
              }
            },
            "child-output");
    pump.setDaemon(true);
    pump.start();
    pumps.add(pump);
  }

  public long pid() {
    return process.pid();
  }

  /** Completes with its exit code. */
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Waits for the last of its output; not for ever, for others may hold its streams open. */
  public void awaitOutput() throws InterruptedException {
    for (Thread pump : pumps) {
      pump.join(1000);
    }
  }

  /** Has it end in order (SIGTERM); returns whether it did within {@code grace}. */
  public boolean terminate(Duration grace) throws InterruptedException {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    started.forEach(ProcessHandle::destroy);
    return process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends it at once (SIGKILL). */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
