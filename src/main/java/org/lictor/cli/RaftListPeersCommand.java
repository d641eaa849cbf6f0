package org.lictor.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;

/** {@code operator raft list-peers}: the servers that take part in the log. */
final class RaftListPeersCommand implements Command {
  /** Where the agent does not know how far a server's log is. */
  private static final String UNKNOWN = "-";

  @Override
  public String usage() {
    return """
        Usage: lictor operator raft list-peers [options]

          Lists the servers that take part in the log. A dash stands for what the agent
          that was asked does not know of a server.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
  }

  @Override
  public int run(Call call) throws Failure {
    try {
      Map<String, Object> configuration =
          call.agent().get("/v1/operator/raft/configuration", call.readQuery()).ok().object();
      call.say(table(configuration));
    } catch (AgentException e) {
      throw Call.failed("Error getting peers: Failed to retrieve raft configuration", e);
    }
    return 0;
  }

  private static String table(Map<String, Object> configuration) {
    List<Map<String, Object>> servers =
        configuration.get("Servers") instanceof List<?> list
            ? list.stream().map(Json::object).toList()
            : List.of();
    Long lead = null;
    for (Map<String, Object> server : servers) {
      if (leads(server)) lead = lastIndex(server);
    }
    Table table =
        new Table(
            "Node",
            "ID",
            "Address",
            "State",
            "Voter",
            "RaftProtocol",
            "Commit Index",
            "Trails Leader By");
    for (Map<String, Object> server : servers) {
      String protocol = Json.text(server, "ProtocolVersion");
      Long last = lastIndex(server);
      table.row(
          Json.text(server, "Node"),
          Json.text(server, "ID"),
          Json.text(server, "Address"),
          leads(server) ? "leader" : "follower",
          Json.text(server, "Voter"),
          protocol.isEmpty() ? "<=1" : protocol,
          last == null ? UNKNOWN : last.toString(),
          leads(server) ? UNKNOWN : behind(lead, last));
    }
    return table.toString();
  }

  private static boolean leads(Map<String, Object> server) {
    return Boolean.TRUE.equals(server.get("Leader"));
  }

  private static @Nullable Long lastIndex(Map<String, Object> server) {
    return server.get("LastIndex") instanceof Number number ? number.longValue() : null;
  }

  private static String behind(@Nullable Long lead, @Nullable Long last) {
    if (lead == null || last == null) return UNKNOWN;
    long commits = lead - last;
    return commits == 1 ? "1 commit" : commits + " commits";
  }
}
