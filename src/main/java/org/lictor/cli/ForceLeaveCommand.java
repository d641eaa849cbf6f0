package org.lictor.cli;

import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;

/** {@code force-leave}: declares a failed member to have left. */
final class ForceLeaveCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor force-leave [options] name

          Puts a failed member into the state "left", so that the cluster stops waiting
          for it. A member that is alive after all comes back by itself.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client();
    flags.toggle("prune", "Remove the member from the list of members at once.");
    flags.toggle("wan", "Act on the WAN pool.");
    flags.value("partition", "Name of the admin partition (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    if (call.operands().size() != 1)
      throw Failure.misuse("A single node name must be specified to force leave.");
    Query query = call.writeQuery();
    if (call.flags().on("prune")) query.with("prune", "1");
    if (call.flags().on("wan")) query.with("wan", "1");
    try {
      call.agent()
          .put("/v1/agent/force-leave/".concat(call.operands().get(0)), query, new byte[0])
          .ok();
    } catch (AgentException e) {
      throw Call.failed("Error force leaving", e);
    }
    return 0;
  }
}
