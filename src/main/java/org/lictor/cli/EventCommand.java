package org.lictor.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Query;

/** {@code event}: fires a user event. */
final class EventCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor event [options] [payload]

          Fires an event of your own across a datacenter. It must have a name and may
          have a payload; regular expressions limit which nodes see it.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.text("name", "", "Name of the event.");
    NodeFilters.declare(flags);
  }

  @Override
  public int run(Call call) throws Failure {
    FlagValues flags = call.flags();
    List<String> operands = call.operands();
    if (flags.text("name").isEmpty()) throw Failure.misuse("Event name must be specified");
    if (operands.size() > 1) throw Failure.misuse("Too many command line arguments.");
    NodeFilters filters = NodeFilters.of(flags);
    try {
      call.agent().get("/v1/agent/self", new Query()).ok().object();
    } catch (AgentException e) {
      throw Call.failed("Error querying Consul agent", e);
    }
    Query query = filters.addTo(call.writeQuery());
    byte[] payload =
        operands.isEmpty() ? new byte[0] : operands.get(0).getBytes(StandardCharsets.UTF_8);
    try {
      call.say(
          "Event ID: "
              .concat(
                  Json.text(
                      call.agent()
                          .put("/v1/event/fire/".concat(flags.text("name")), query, payload)
                          .ok()
                          .object(),
                      "ID")));
    } catch (AgentException e) {
      throw Call.failed("Error firing event", e);
    }
    return 0;
  }
}
