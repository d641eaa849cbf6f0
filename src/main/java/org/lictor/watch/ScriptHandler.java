package org.lictor.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.lictor.check.OutputTail;

/**
 * Runs a program that reads what was found; the variable {@code CONSUL_INDEX} holds its index. Its
 * output goes to the log, its exit code as well when it is not 0. It may take as long as it likes:
 * changes meanwhile are taken together.
 */
public final class ScriptHandler implements WatchHandler {
  /** So much of its output is logged: the end of it. */
  static final int MOST_OUTPUT_BYTES = 4 * 1024;

  private static final Logger LOG = System.getLogger("org.lictor.watch");

  /** What it left in the background may hold its output open; that is not waited for. */
  private static final long AFTER_END_MILLIS = 200;

  private final List<String> command;
  private final Executor executor;

  /**
   * @param command program and arguments, run as they are
   * @param executor for what goes on beside the program: a thread each for its input and its output
   */
  public ScriptHandler(List<String> command, Executor executor) {
    this.command = List.copyOf(command);
    this.executor = executor;
  }

  @Override
  public void handle(Sighting sighting) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CONSUL_INDEX", Long.toUnsignedString(sighting.index()));
    try {
      Process process = builder.start();
      executor.execute(() -> feed(process, sighting.json()));
      OutputTail tail = new OutputTail(MOST_OUTPUT_BYTES);
      CountDownLatch read = new CountDownLatch(1);
      executor.execute(
          () -> {
            read(process, tail);
            read.countDown();
          });
      int code = process.waitFor();
      read.await(AFTER_END_MILLIS, TimeUnit.MILLISECONDS);
      ended(code, tail);
    } catch (IOException e) {
      LOG.log(
          Level.ERROR,
          "Failed to run watch handler: watch_handler=" + command + " error=" + e.getMessage());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void ended(int code, OutputTail tail) {
    String output;
    synchronized (tail) {
      output = tail.textWithNotice();
    }
    LOG.log(
        Level.DEBUG, () -> "watch handler output: watch_handler=" + command + " output=" + output);
    if (code != 0) {
      LOG.log(
          Level.ERROR,
          "Failed to run watch handler: watch_handler=" + command + " error=exit status " + code);
    }
  }

  private static void feed(Process process, String json) {
    try (OutputStream to = process.getOutputStream()) {
      to.write(json.concat("\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a watch handler does not read: " + e.getMessage());
    }
  }

  private static void read(Process process, OutputTail tail) {
    byte[] buffer = new byte[4096];
    try (InputStream from = process.getInputStream()) {
      for (int count; (count = from.read(buffer)) >= 0; ) {
        synchronized (tail) {
          tail.write(buffer, count);
        }
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a watch handler's output broke off: " + e.getMessage());
    }
  }
}
