package org.lictor.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;

/** {@code services exported-services}: which services are meant for which peers. */
final class ServicesExportedServicesCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor services exported-services [options]

          Lists the services that are meant for peers.

              $ lictor services exported-services
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.text("format", "pretty", "How the list is written, pretty or json.");
    flags.text("filter", "", "Filter expression that the agent applies.");
    flags.value("partition", "Name of the admin partition (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    String format = call.flags().text("format");
    boolean json = format.equals("json");
    if (!json && !format.equals("pretty")) {
      throw new Failure("Invalid format, valid formats are {pretty|json}");
    }
    List<Map<String, Object>> services;
    try {
      services =
          call.agent()
              .get(
                  "/v1/exported-services",
                  call.readQuery().withUnlessEmpty("filter", call.flags().text("filter")))
              .ok()
              .objects();
    } catch (AgentException e) {
      throw Call.failed("Error listing exported services", e);
    }
    if (json) call.say(IndentedJson.of(services, "    "));
    else if (services.isEmpty()) call.say("No exported services found");
    else call.say(table(services));
    return 0;
  }

  private static String table(List<Map<String, Object>> services) {
    Table table = new Table("Service", "Consumer Peers");
    for (Map<String, Object> service : services) {
      List<String> peers = new ArrayList<>();
      if (Json.object(service.get("Consumers")).get("Peers") instanceof List<?> named) {
        named.forEach(peer -> peers.add(String.valueOf(peer)));
      }
      table.row(Json.text(service, "Service"), String.join(", ", peers));
    }
    return table.toString();
  }
}
