package org.lictor.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process for {@link ProcessSignalsTest}: catches signals and says "ready", then waits. */
final class SignalledProcess {
  private SignalledProcess() {}

  /**
   * Arguments: leave on interrupt, leave on terminate, how a leave ends (left, refused, never), pid
   * file.
   */
  public static void main(String[] arguments) throws InterruptedException {
    AgentProcess process = AgentProcess.current();
    process.writePidFile(Path.of(arguments[3]));
    process.attach(
        new ProcessRequests() {
          @Override
          public void reload() {
            ConsoleLog.global().print("reloaded\n");
          }

          @Override
          public boolean leave() {
            ConsoleLog.global().print("leaving\n");
            if (arguments[2].equals("never")) await();
            return arguments[2].equals("left");
          }

          @Override
          public boolean hears() {
            return true;
          }
        });
    new ProcessSignals(
            process, Boolean.parseBoolean(arguments[0]), Boolean.parseBoolean(arguments[1]))
        .install();
    ConsoleLog.global().print(Files.exists(Path.of(arguments[3])) ? "ready\n" : "no pid file\n");
    await();
  }

  private static void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
