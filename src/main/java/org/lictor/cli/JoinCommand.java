package org.lictor.cli;

import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;

/** {@code join}: has the agent join others; one that answers is enough. */
final class JoinCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor join [options] address ...

          Tells a running agent to join the cluster that has a member at one of the
          addresses.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client();
    flags.toggle("wan", "Join servers of another datacenter in the WAN pool.");
  }

  @Override
  public int run(Call call) throws Failure {
    if (call.operands().isEmpty())
      throw Failure.misuse("At least one address to join must be specified.");
    int joined = 0;
    for (String address : call.operands()) {
      Query query = new Query();
      if (call.flags().on("wan")) query.with("wan", "1");
      try {
        call.agent().put("/v1/agent/join/".concat(address), query, new byte[0]).ok();
        joined++;
      } catch (AgentException e) {
        call.warn("Error joining address '" + address + "': " + e.getMessage());
      }
    }
    if (joined == 0) throw new Failure("Failed to join any nodes.");
    call.say("Successfully joined cluster by contacting " + joined + " nodes.");
    return 0;
  }
}
