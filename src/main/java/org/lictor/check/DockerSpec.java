package org.lictor.check;

import java.time.Duration;
import java.util.List;
import org.lictor.model.InvalidModelException;

/**
 * A program inside a running container, whose exit code is the status as with {@link ScriptSpec}.
 *
 * @param container its id or name
 * @param command program and arguments, run as they are; never empty
 */
public record DockerSpec(
    String container, List<String> command, Duration interval, Duration timeout)
    implements PolledSpec {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  public DockerSpec {
    command = List.copyOf(command);
    if (command.isEmpty()) {
      throw new InvalidModelException("args", "must name a program");
    }
    PolledSpec.requireTimes(interval, timeout);
  }

  @Override
  public String type() {
    return "docker";
  }

  @Override
  public <R> R handledBy(Handler<R> handler) {
    return handler.docker(this);
  }
}
