package org.lictor.cli;

import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;

/** {@code leave}: the agent leaves the cluster and stops. */
final class LeaveCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor leave [options]

          Has the agent leave the cluster in good order and stop.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client();
  }

  @Override
  public int run(Call call) throws Failure {
    if (!call.operands().isEmpty()) {
      throw new Failure("Error found unexpected args: [" + String.join(" ", call.operands()) + "]");
    }
    try {
      call.agent().put("/v1/agent/leave", new Query(), new byte[0]).ok();
    } catch (AgentException e) {
      throw Call.failed("Error leaving", e);
    }
    call.say("Graceful leave complete");
    return 0;
  }
}
