package org.lictor.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;

/** {@code operator autopilot state}: how the servers are, one by one. */
final class AutopilotStateCommand implements Command {
  /** A server's lines: what is printed, and the member of the answer behind it. */
  private static final String[][] LINES = {
    {"Name:            ", "Name"},
    {"Address:         ", "Address"},
    {"Version:         ", "Version"},
    {"Status:          ", "Status"},
    {"Node Type:       ", "NodeType"},
    {"Node Status:     ", "NodeStatus"},
    {"Healthy:         ", "Healthy"},
    {"Last Contact:    ", "LastContact"},
    {"Last Term:       ", "LastTerm"},
    {"Last Index:      ", "LastIndex"},
  };

  @Override
  public String usage() {
    return """
        Usage: lictor operator autopilot state [options]

          Displays which servers there are and how they are. A dash stands for what the
          agent that was asked does not know of a server.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.text("format", "pretty", "Output format {pretty|json}");
  }

  @Override
  public int run(Call call) throws Failure {
    String format = call.flags().text("format");
    if (!format.equals("pretty") && !format.equals("json")) {
      throw new Failure("Unknown format: ".concat(format));
    }
    Map<String, Object> state;
    try {
      state = call.agent().get("/v1/operator/autopilot/state", call.readQuery()).ok().object();
    } catch (AgentException e) {
      throw Call.failed("Error querying Autopilot state", e);
    }
    call.say(format.equals("json") ? IndentedJson.of(state, "    ") : pretty(state));
    return 0;
  }

  private static String pretty(Map<String, Object> state) {
    StringBuilder page = new StringBuilder();
    page.append("Healthy:                      ").append(told(state, "Healthy"));
    page.append("\nFailure Tolerance:            ").append(told(state, "FailureTolerance"));
    page.append("\nOptimistic Failure Tolerance: ")
        .append(told(state, "OptimisticFailureTolerance"));
    page.append("\nLeader:                       ").append(Json.text(state, "Leader"));
    page.append("\nVoters:\n");
    if (state.get("Voters") instanceof List<?> voters) {
      for (Object voter : voters) page.append("   ").append(voter).append('\n');
    }
    page.append("Servers:\n");
    for (Map.Entry<String, Object> server :
        new TreeMap<>(Json.object(state.get("Servers"))).entrySet()) {
      page.append("   ").append(server.getKey()).append('\n');
      server(page, Json.object(server.getValue()));
    }
    return page.toString();
  }

  private static void server(StringBuilder page, Map<String, Object> server) {
    for (String[] line : LINES) {
      page.append("      ").append(line[0]).append(told(server, line[1])).append('\n');
    }
    Map<String, Object> meta = new TreeMap<>(Json.object(server.get("Meta")));
    if (!meta.isEmpty()) page.append("      Meta\n");
    for (Map.Entry<String, Object> entry : meta.entrySet()) {
      page.append("         ")
          .append(IndentedJson.of(entry.getKey(), ""))
          .append(": ")
          .append(IndentedJson.of(entry.getValue(), ""))
          .append('\n');
    }
  }

  private static String told(Map<String, Object> object, String key) {
    return object.containsKey(key) ? Json.text(object, key) : "-";
  }
}
