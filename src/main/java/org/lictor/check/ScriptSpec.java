package org.lictor.check;

import java.time.Duration;
import java.util.List;
import org.lictor.model.InvalidModelException;

/**
 * A program whose exit code is the status: 0 passing, 1 warning, anything else critical.
 *
 * @param command program and arguments, run as they are; never empty
 */
public record ScriptSpec(List<String> command, Duration interval, Duration timeout)
    implements PolledSpec {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  public ScriptSpec {
    command = List.copyOf(command);
    if (command.isEmpty()) {
      throw new InvalidModelException("args", "must name a program");
    }
    PolledSpec.requireTimes(interval, timeout);
  }

  /**
   * The command that has a shell read {@code script}: {@code $SHELL}, or {@code /bin/sh} if that is
   * not set.
   */
  public static List<String> shellCommand(String script) {
    String shell = System.getenv("SHELL");
    return List.of(shell == null || shell.isEmpty() ? "/bin/sh" : shell, "-c", script);
  }

  @Override
  public String type() {
    return "script";
  }

  @Override
  public <R> R handledBy(Handler<R> handler) {
    return handler.script(this);
  }
}
