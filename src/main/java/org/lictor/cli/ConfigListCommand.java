package org.lictor.cli;

import java.util.Map;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;

/** {@code config list}: the names of the entries of a kind. */
final class ConfigListCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor config list [options] -kind <kind>

          Lists the names of all entries of a kind.

              $ lictor config list -kind service-defaults
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.text("kind", "", "Kind of the configuration entries.");
    flags.text("filter", "", "Filter expression that the agent applies.");
    flags.value("namespace", "Name of the namespace (Enterprise).");
    flags.value("partition", "Name of the admin partition (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    String kind = call.flags().text("kind");
    if (kind.isEmpty()) throw new Failure("Must specify the -kind parameter");
    try {
      for (Map<String, Object> entry :
          call.agent()
              .get(
                  "/v1/config/".concat(kind),
                  call.readQuery().withUnlessEmpty("filter", call.flags().text("filter")))
              .ok()
              .objects()) {
        call.say(Json.text(entry, "Name"));
      }
    } catch (AgentException e) {
      throw Call.failed("Error listing config entries for kind \"" + kind + "\"", e);
    }
    return 0;
  }
}
