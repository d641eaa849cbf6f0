package org.lictor.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs the command line in this process. */
final class Tool {
  /** What a call left behind. */
  record Result(int code, String out, String err) {}

  private Tool() {}

  static Result run(Map<String, String> env, String input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new Main()
            .run(
                args,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                env);
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A call that needs no agent. */
  static Result alone(String... args) {
    return run(Map.of(), "", args);
  }

  /** A call to an agent. */
  static Result ask(FakeAgent agent, String... args) {
    return run(Map.of("LICTOR_HTTP_ADDR", agent.address()), "", args);
  }
}
