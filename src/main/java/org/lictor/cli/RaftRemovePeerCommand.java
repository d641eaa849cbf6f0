package org.lictor.cli;

import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;

/** {@code operator raft remove-peer}: takes a server off the log that will not come back. */
final class RaftRemovePeerCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor operator raft remove-peer [options]

          Takes a server off the log, by its address or its ID as "lictor operator raft
          list-peers" shows them. It no longer counts for the majority. For a server
          that "lictor members" still lists, use "lictor force-leave" instead.

              $ lictor operator raft remove-peer -address=10.0.0.3:8300
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.text("address", "", "The server's address, host and port.");
    flags.text("id", "", "The server's ID.");
  }

  @Override
  public int run(Call call) throws Failure {
    String address = call.flags().text("address");
    String id = call.flags().text("id");
    if (address.isEmpty() && id.isEmpty()) {
      throw new Failure("Error removing peer: an address or id is required for the peer to remove");
    }
    if (!address.isEmpty() && !id.isEmpty()) {
      throw new Failure("Error removing peer: cannot give both an address and id");
    }
    Query query = call.writeQuery().withUnlessEmpty("address", address).withUnlessEmpty("id", id);
    try {
      call.agent().delete("/v1/operator/raft/peer", query).ok();
    } catch (AgentException e) {
      throw Call.failed("Error removing peer", e);
    }
    call.say(
        address.isEmpty()
            ? "Removed peer with id \"" + id + "\""
            : "Removed peer with address \"" + address + "\"");
    return 0;
  }
}
