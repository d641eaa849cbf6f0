package org.lictor.cli;

import java.io.IOException;
import java.io.InputStream;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;

/** {@code monitor}: the agent's log as it is written, until the user or the agent ends it. */
final class MonitorCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor monitor [options]

          Shows the log of the agent as it is written. The level may be finer than the
          one the agent itself logs at. Ends when it is interrupted.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client();
    flags.text("log-level", "INFO", "Log level to show.");
    flags.toggle("log-json", "Show each log entry as a JSON object.");
  }

  @Override
  public int run(Call call) throws Failure {
    boolean json = call.flags().on("log-json");
    Query query = new Query().withUnlessEmpty("loglevel", call.flags().text("log-level"));
    if (json) query.with("logjson", "true");
    // An interrupt is how this command is meant to end, so it is a success.
    Thread interrupted = new Thread(() -> Runtime.getRuntime().halt(0));
    try (InputStream log = call.agent().stream("/v1/agent/monitor", query)) {
      Runtime.getRuntime().addShutdownHook(interrupted);
      if (!copy(log, call)) call.say("");
    } catch (AgentException e) {
      throw Call.failed(json ? "Error starting JSON monitor" : "Error starting monitor", e);
    } catch (IOException e) {
      // closing a connection that is gone
    }
    call.say(
        "\nRemote side ended the monitor! This usually means that the\nremote side has exited or crashed.");
    Runtime.getRuntime().removeShutdownHook(interrupted);
    return 1;
  }

  /** Returns whether the output stands at the start of a line. */
  private static boolean copy(InputStream log, Call call) {
    byte[] buffer = new byte[8192];
    boolean atStart = true;
    try {
      for (int count; (count = log.read(buffer)) >= 0; ) {
        if (count == 0) continue;
        call.out().write(buffer, 0, count);
        call.out().flush();
        atStart = buffer[count - 1] == '\n';
      }
    } catch (IOException e) {
      // The agent is gone, which the caller tells whatever the cause.
    }
    return atStart;
  }
}
