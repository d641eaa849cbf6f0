package org.lictor.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program that a command starts for its user: it writes where the tool itself does. */
final class HandlerProcess {
  private HandlerProcess() {}

  /** The words to start: as they are, or joined for the shell to read. */
  static List<String> command(List<String> operands, boolean shell, Environment environment) {
    if (!shell) return operands;
    String named = environment.variables().get("SHELL");
    return List.of(
        named == null || named.isEmpty() ? "/bin/sh" : named, "-c", String.join(" ", operands));
  }

  /**
   * Runs it to its end.
   *
   * @param input what it reads
   * @return its exit code
   */
  static int run(List<String> command, String variable, String value, String input) throws Failure {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.PIPE);
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put(variable, value);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new Failure("Error starting handler: ".concat(reason(command.get(0), e)));
    }
    try (OutputStream to = process.getOutputStream()) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It need not read.
    }
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** Why it did not start, in Go's words. */
  private static String reason(String program, IOException cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("error=13")) return "fork/exec " + program + ": permission denied";
    return program.indexOf('/') < 0
        ? "exec: \"" + program + "\": executable file not found in $PATH"
        : "fork/exec " + program + ": no such file or directory";
  }
}
