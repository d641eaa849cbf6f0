package org.lictor.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that ran to its end. */
record Ran(int exit, String out, String err) {
  /** Runs {@code line} with further environment variables, given as names and values in turn. */
  static Ran command(List<String> line, String... environment)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("ran", ".out");
    Path err = Files.createTempFile("ran", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
      for (int i = 0; i < environment.length; i += 2) {
        builder.environment().put(environment[i], environment[i + 1]);
      }
      Process process = builder.start();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(line + " does not end");
      }
      return new Ran(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Whether a program is on the path. */
  static boolean has(String program) {
    try {
      return command(List.of("sh", "-c", "command -v " + program)).exit() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  /** The lines of standard output. */
  List<String> lines() {
    return out.lines().filter(line -> !line.isBlank()).toList();
  }
}
