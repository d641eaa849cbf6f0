package org.lictor.cli;

import java.util.List;
import org.lictor.cli.net.AgentException;

/** {@code catalog datacenters}: their names, in the order of the answer (nearest first). */
final class CatalogDatacentersCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor catalog datacenters [options]

          Lists all known datacenters, the nearest first.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
  }

  @Override
  public int run(Call call) throws Failure {
    call.expectAtMost(0);
    List<String> names;
    try {
      names = call.agent().get("/v1/catalog/datacenters", call.readQuery()).ok().texts();
    } catch (AgentException e) {
      throw Call.failed("Error listing datacenters", e);
    }
    for (String name : names) call.say(name);
    return 0;
  }
}
