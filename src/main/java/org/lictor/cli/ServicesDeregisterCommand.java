package org.lictor.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;

/**
 * {@code services deregister}: removes services from the local agent, by id or as files define
 * them.
 */
final class ServicesDeregisterCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor services deregister [options] [FILE...]

          Removes services from the local agent: those that files define (by their ID, or
          by their name if they have none; - is standard input), or the one of -id. It
          has to be the agent they were registered with.

              $ lictor services deregister web.json
              $ lictor services deregister -id=web
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client();
    flags.text("id", "", "ID of the service to remove; not together with files.");
    flags.value("namespace", "Name of the namespace (Enterprise).");
    flags.value("partition", "Name of the admin partition (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    List<String> files = call.operands();
    String given = call.flags().text("id");
    if (files.isEmpty() && given.isEmpty())
      throw new Failure("Service deregistration requires at least one argument or -id.");
    if (!files.isEmpty() && !given.isEmpty())
      throw new Failure("Service deregistration requires arguments or -id, not both.");
    List<String> ids = new ArrayList<>();
    if (files.isEmpty()) {
      ids.add(given);
    } else {
      for (Map<String, Object> service : ServiceFiles.read(files, call.in())) {
        String id = Json.text(service, "ID");
        ids.add(id.isEmpty() ? Json.text(service, "Name") : id);
      }
    }
    for (String id : ids) {
      if (id.isEmpty()) continue;
      try {
        call.agent()
            .put("/v1/agent/service/deregister/".concat(id), call.writeQuery(), new byte[0])
            .ok();
      } catch (AgentException e) {
        throw Call.failed("Error deregistering service \"".concat(id).concat("\""), e);
      }
      call.say("Deregistered service: ".concat(id));
    }
    return 0;
  }
}
