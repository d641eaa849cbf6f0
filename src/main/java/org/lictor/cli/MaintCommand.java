package org.lictor.cli;

import java.util.Map;
import java.util.TreeMap;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Query;

/**
 * {@code maint}: takes a node or a service out of the answers and puts it back, or lists what is
 * out.
 */
final class MaintCommand implements Command {
  private static final String NODE_CHECK = "_node_maintenance";
  private static final String SERVICE_CHECK = "_service_maintenance:";

  @Override
  public String usage() {
    return """
        Usage: lictor maint [options]

          Puts the agent's node, or one of its services, into maintenance mode: a
          critical check is added, so that DNS and health queries leave it out. The mode
          outlives a restart of the agent and ends only when it is disabled.

          Without options, lists what is in maintenance mode on this agent.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client();
    flags.toggle("enable", "Enable maintenance mode.");
    flags.toggle("disable", "Disable maintenance mode.");
    flags.text("reason", "", "Why; shown in the notes of the check. Only with -enable.");
    flags.text("service", "", "ID of the service to act on, instead of the whole node.");
    flags.value("namespace", "Name of the service's namespace (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    FlagValues flags = call.flags();
    boolean enable = flags.on("enable");
    boolean change = enable || flags.on("disable");
    if (enable && flags.on("disable"))
      throw new Failure("Only one of -enable or -disable may be provided");
    if (!enable && !flags.text("reason").isEmpty())
      throw new Failure("Reason may only be provided with -enable");
    if (!change && !flags.text("service").isEmpty())
      throw new Failure("Service requires either -enable or -disable");
    if (change) change(call, enable, flags.text("service"));
    else list(call);
    return 0;
  }

  private static void change(Call call, boolean enable, String service) throws Failure {
    Query query = call.writeQuery().with("enable", enable ? "true" : "false");
    if (enable) query.with("reason", call.flags().text("reason"));
    String path =
        service.isEmpty()
            ? "/v1/agent/maintenance"
            : "/v1/agent/service/maintenance/".concat(service);
    String kind = service.isEmpty() ? "node" : "service";
    try {
      call.agent().put(path, query, new byte[0]).ok();
    } catch (AgentException e) {
      throw Call.failed(
          (enable ? "Error enabling " : "Error disabling ") + kind + " maintenance", e);
    }
    String state = enable ? "enabled" : "disabled";
    call.say(
        service.isEmpty()
            ? "Node maintenance is now " + state
            : "Service maintenance is now " + state + " for \"" + service + "\"");
  }

  private static void list(Call call) throws Failure {
    String node;
    try {
      Map<String, Object> self = call.agent().get("/v1/agent/self", new Query()).ok().object();
      node = Json.text(Json.object(self.get("Config")), "NodeName");
    } catch (AgentException e) {
      throw Call.failed("Error querying Consul agent", e);
    }
    Map<String, Object> checks;
    try {
      checks = new TreeMap<>(call.agent().get("/v1/agent/checks", call.readQuery()).ok().object());
    } catch (AgentException e) {
      throw Call.failed("Error getting checks", e);
    }
    for (Map.Entry<String, Object> entry : checks.entrySet()) {
      Map<String, Object> check = Json.object(entry.getValue());
      String id = Json.text(check, "CheckID");
      if (id.equals(NODE_CHECK)) {
        call.say("Node:\n  Name:   " + node + "\n  Reason: " + Json.text(check, "Notes") + "\n");
      } else if (id.startsWith(SERVICE_CHECK)) {
        call.say(
            "Service:\n  ID:     "
                + Json.text(check, "ServiceID")
                + "\n  Reason: "
                + Json.text(check, "Notes")
                + "\n");
      }
    }
  }
}
