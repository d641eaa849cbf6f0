package org.lictor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a signal does, on a real process: a handler inside this JVM would prove nothing about exit
 * codes.
 */
class ProcessSignalsTest {
  @TempDir Path folder;
  private Process process;
  private BufferedReader output;

  private void start(boolean onInterrupt, boolean onTerminate, String leave) throws IOException {
    process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SignalledProcess.class.getName(),
                Boolean.toString(onInterrupt),
                Boolean.toString(onTerminate),
                leave,
                folder.resolve("pid").toString())
            .redirectErrorStream(true)
            .start();
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    awaitLine("ready");
  }

  @AfterEach
  void end() {
    if (process != null) process.destroyForcibly();
  }

  private void awaitLine(String wanted) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine())
      if (line.equals(wanted)) return;
    throw new AssertionError("the process ended before it said " + wanted);
  }

  private void signal(String name) throws IOException, InterruptedException {
    assertThat(
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor())
        .isZero();
  }

  private int exitCode() throws InterruptedException {
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("the process ends").isTrue();
    return process.exitValue();
  }

  @ParameterizedTest
  @CsvSource({
    "INT, true, false, left, 0",
    "TERM, false, true, left, 0",
    "TERM, true, false, left, 1",
    "TERM, false, true, refused, 1"
  })
  void theExitCodeSaysWhetherItLeft(
      String signal, boolean onInterrupt, boolean onTerminate, String leave, int code)
      throws Exception {
    start(onInterrupt, onTerminate, leave);
    signal(signal);
    assertThat(exitCode()).isEqualTo(code);
    assertThat(folder.resolve("pid")).doesNotExist();
  }

  @Test
  void hangupReloadsAsOftenAsItComes() throws Exception {
    start(false, false, "left");
    signal("HUP");
    awaitLine("reloaded");
    signal("HUP");
    awaitLine("reloaded");
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void theSecondSignalEndsALeaveThatHangs() throws Exception {
    start(true, true, "never");
    signal("TERM");
    awaitLine("leaving");
    signal("INT");
    assertThat(exitCode()).isEqualTo(1);
  }
}
