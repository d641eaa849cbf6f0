package org.lictor.cli;

import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;

/** {@code operator raft transfer-leader}: has another server lead. */
final class RaftTransferLeaderCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor operator raft transfer-leader [options]

          Asks the leader to hand the lead over to another server.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.text("id", "", "The ID of the server that is to lead; any when not given.");
  }

  @Override
  public int run(Call call) throws Failure {
    Query query = call.writeQuery().withUnlessEmpty("id", call.flags().text("id"));
    boolean done;
    try {
      done = call.agent().post("/v1/operator/raft/transfer-leader", query).ok().isTrue();
    } catch (AgentException e) {
      // Consul's spelling: scripts may look for it.
      throw new Failure(
          "Error transfering leadership: Failed to transfer leadership " + e.getMessage());
    }
    if (!done) {
      throw new Failure("Error transfering leadership: Failed to transfer leadership");
    }
    call.say("Success");
    return 0;
  }
}
