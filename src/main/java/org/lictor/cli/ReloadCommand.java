package org.lictor.cli;

import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;

/** {@code reload}: has the agent read its configuration again, and waits for the result. */
final class ReloadCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor reload

          Has the agent read its configuration files again, as the signal SIGHUP does.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client();
  }

  @Override
  public int run(Call call) throws Failure {
    try {
      call.agent().put("/v1/agent/reload", new Query(), new byte[0]).ok();
    } catch (AgentException e) {
      throw Call.failed("Error reloading", e);
    }
    call.say("Configuration reload triggered");
    return 0;
  }
}
