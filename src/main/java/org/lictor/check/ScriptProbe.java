package org.lictor.check;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.lictor.model.GoDuration;

/**
 * Runs a program; its exit code is the status. The result is there once the program has ended,
 * whatever it left running in the background; at the timeout all of it is killed.
 */
final class ScriptProbe implements Probe {
  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(64);
  private static final long DEATH = TimeUnit.SECONDS.toNanos(1);
  private static final int PIPE_BYTES = 65_536;

  private final ScriptSpec spec;
  private final int outputLimit;
  private @Nullable ScriptProcess running;
  private boolean killed;

  ScriptProbe(ScriptSpec spec, int outputLimit) {
    this.spec = spec;
    this.outputLimit = outputLimit;
  }

  @Override
  public ProbeResult run() {
    Optional<String> problem = ExecutableName.problem(spec.command().get(0));
    if (problem.isPresent()) {
      return ProbeResult.critical(problem.get());
    }
    try {
      ScriptProcess process = started();
      try {
        return watch(process);
      } finally {
        ended();
      }
    } catch (IOException refused) {
      return ProbeResult.critical(
          "fork/exec " + spec.command().get(0) + ": " + NetworkWords.reason(refused));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return ProbeResult.critical("interrupted");
    }
  }

  @Override
  public synchronized void kill() {
    killed = true;
    if (running != null) {
      running.killTree();
    }
  }

  private synchronized ScriptProcess started() throws IOException {
    if (killed) {
      throw new IOException("the agent is stopping");
    }
    ScriptProcess process = ScriptProcess.start(spec.command());
    running = process;
    return process;
  }

  private synchronized void ended() {
    running = null;
  }

  private ProbeResult watch(ScriptProcess process) throws IOException, InterruptedException {
    OutputTail tail = new OutputTail(outputLimit);
    try (InputStream output = process.output()) {
      boolean inTime = followed(process, output, tail);
      if (!inTime) {
        process.killTree();
        process.exitsWithin(DEATH);
      }
      readRest(output, tail);
      return inTime
          ? result(process.exitCode(), tail.textWithNotice())
          : timedOut(spec.timeout(), tail.textWithNotice());
    } catch (InterruptedException stop) {
      process.killTree();
      throw stop;
    }
  }

  /**
   * Reads along until the process ends; false if the timeout came first. Never blocks in a read: a
   * background process may hold the other end of the pipe for as long as it likes.
   */
  private boolean followed(ScriptProcess process, InputStream output, OutputTail tail)
      throws InterruptedException {
    long deadline = System.nanoTime() + spec.timeout().toNanos();
    byte[] buffer = new byte[8192];
    long pause = FIRST_PAUSE;
    while (!process.exitsWithin(Math.min(pause, Math.max(0, deadline - System.nanoTime())))) {
      if (deadline - System.nanoTime() <= 0) {
        return false;
      }
      pause =
          readAvailable(output, tail, buffer) > 0
              ? FIRST_PAUSE
              : Math.min(2 * pause, LONGEST_PAUSE);
    }
    return true;
  }

  /**
   * When a process ends, a thread of the JDK takes what is left in the pipe aside, closes it and
   * puts the rest in its place. For that moment there seems to be nothing, or a closed stream; so
   * it is given time first.
   */
  private static void readRest(InputStream output, OutputTail tail) {
    byte[] buffer = new byte[8192];
    for (int look = 0; look < 3; look++) {
      LockSupport.parkNanos(FIRST_PAUSE);
      while (readAvailable(output, tail, buffer) > 0) {
        look = 0;
      }
    }
  }

  /** Takes what is there, a pipe's fill at most; tells how many bytes. */
  private static int readAvailable(InputStream output, OutputTail tail, byte[] buffer) {
    int taken = 0;
    try {
      while (taken < PIPE_BYTES) {
        int ready = output.available();
        if (ready <= 0) {
          break;
        }
        int read = output.read(buffer, 0, Math.min(ready, buffer.length));
        if (read < 0) {
          break;
        }
        tail.write(buffer, read);
        taken += read;
      }
    } catch (IOException closedForTheMoment) {
      return taken;
    }
    return taken;
  }

  /** What an exit code means. */
  static ProbeResult result(int exitCode, String output) {
    return switch (exitCode) {
      case 0 -> ProbeResult.passing(output);
      case 1 -> ProbeResult.warning(output);
      default -> ProbeResult.critical(output);
    };
  }

  /** What is told of a run that took longer than {@code timeout}. */
  static ProbeResult timedOut(Duration timeout, String output) {
    String message = "Timed out (" + GoDuration.of(timeout) + ") running check";
    return ProbeResult.critical(output.isEmpty() ? message : message + "\n\n" + output);
  }
}
