package org.lictor.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Reply;

/**
 * {@code services export}: adds consumers of a service to the entry of the central configuration
 * that names them, unless somebody else changes it meanwhile.
 */
final class ServicesExportCommand implements Command {
  private static final ConfigPath ENTRY = new ConfigPath("exported-services", "default");
  private static final int NOT_FOUND = 404;

  @Override
  public String usage() {
    return """
        Usage: lictor services export [options] -name <service> -consumer-peers <peers>

          Writes down that a service is meant for peers.

              $ lictor services export -name=web -consumer-peers=east,west
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.text("name", "", "Name of the service.");
    flags.text("consumer-peers", "", "Names of the peers, parted by commas.");
    flags.text("consumer-partitions", "", "Names of admin partitions (Enterprise).");
    flags.value("namespace", "Name of the namespace (Enterprise).");
    flags.value("partition", "Name of the admin partition (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    String service = call.flags().text("name");
    String peers = call.flags().text("consumer-peers");
    String partitions = call.flags().text("consumer-partitions");
    if (service.isEmpty()) throw new Failure("Missing the required -name flag");
    if (peers.isEmpty() && partitions.isEmpty()) {
      throw new Failure("Missing the required -consumer-peers or -consumer-partitions flag");
    }
    if (!partitions.isEmpty()) {
      throw new Failure("Error exporting service: Partitions are a Consul Enterprise feature");
    }
    Map<String, Object> entry = present(call);
    String index = entry.isEmpty() ? "0" : Json.text(entry, "ModifyIndex");
    add(entry, service, List.of(peers.split(",")));
    write(call, entry, index);
    call.say(
        "Successfully exported service \"" + service + "\" to cluster peers \"" + peers + "\"");
    return 0;
  }

  private static Map<String, Object> present(Call call) throws Failure {
    try {
      Reply reply = call.agent().get(ENTRY.url(), call.readQuery());
      return reply.status() == NOT_FOUND
          ? new LinkedHashMap<>()
          : new LinkedHashMap<>(reply.ok().object());
    } catch (AgentException e) {
      throw Call.failed("Error reading config entry ".concat(ENTRY.toString()), e);
    }
  }

  private static void add(Map<String, Object> entry, String service, List<String> peers) {
    entry.put("Kind", ENTRY.kind());
    entry.put("Name", ENTRY.name());
    List<Object> services = list(entry, "Services");
    Map<String, Object> exported = null;
    for (Object each : services) {
      if (Json.text(Json.object(each), "Name").equals(service)) exported = Json.object(each);
    }
    if (exported == null) {
      exported = new LinkedHashMap<>(Map.of("Name", service));
      services.add(exported);
    }
    List<Object> consumers = list(exported, "Consumers");
    for (String peer : peers) {
      Map<String, Object> consumer = Map.of("Peer", peer);
      if (consumers.stream().noneMatch(each -> Json.text(Json.object(each), "Peer").equals(peer))) {
        consumers.add(consumer);
      }
    }
  }

  /** The list under {@code name}, put there when there is none. */
  private static List<Object> list(Map<String, Object> object, String name) {
    List<Object> all =
        object.get(name) instanceof List<?> known ? new ArrayList<>(known) : new ArrayList<>();
    object.put(name, all);
    return all;
  }

  private static void write(Call call, Map<String, Object> entry, String index) throws Failure {
    boolean written;
    try {
      written =
          call.agent()
              .put("/v1/config", call.writeQuery().with("cas", index), Json.write(entry))
              .ok()
              .isTrue();
    } catch (AgentException e) {
      throw Call.failed("Error writing config entry ".concat(ENTRY.toString()), e);
    }
    if (!written) throw new Failure("Config entry was changed during update. Please try again");
  }
}
