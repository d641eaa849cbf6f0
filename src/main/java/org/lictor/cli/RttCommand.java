package org.lictor.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.model.Coordinate;

/** {@code rtt}: the estimated round-trip time between two nodes. */
final class RttCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor rtt [options] node1 [node2]

          Estimates the round-trip time between two nodes from their network coordinates; node2 is
          the agent's own node when it is not given.

          With -wan the nodes are servers of any datacenter, named <node name>.<datacenter>.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.toggle("wan", "Use the coordinates between datacenters.");
  }

  @Override
  public int run(Call call) throws Failure {
    List<String> nodes = call.operands();
    if (nodes.isEmpty() || nodes.size() > 2) {
      throw Failure.misuse("One or two node names must be specified");
    }
    boolean wan = call.flags().on("wan");
    String first = nodes.get(0);
    if (wan && !first.contains(".")) {
      throw wrongName();
    }
    String second = nodes.size() == 2 ? nodes.get(1) : self(call, wan);
    if (wan && !second.contains(".")) {
      throw wrongName();
    }
    Coordinate from = wan ? ofServer(call, first) : ofNode(call, first);
    Coordinate to = wan ? ofServer(call, second) : ofNode(call, second);
    call.say(
        String.format(
            Locale.ROOT,
            "Estimated %s <-> %s rtt: %.3f ms (using %s coordinates)",
            first,
            second,
            from.distanceTo(to) * 1000,
            wan ? "WAN" : "LAN"));
    return 0;
  }

  private static Failure wrongName() {
    return new Failure("Node names must be specified as <node name>.<datacenter> with -wan");
  }

  private static String self(Call call, boolean wan) throws Failure {
    try {
      Map<String, Object> config =
          Json.object(
              call.agent().get("/v1/agent/self", call.readQuery()).ok().object().get("Config"));
      String name = Json.text(config, "NodeName");
      return wan ? name + "." + Json.text(config, "Datacenter") : name;
    } catch (AgentException e) {
      throw Call.failed("Unable to look up agent info", e);
    }
  }

  private static Coordinate ofNode(Call call, String node) throws Failure {
    try {
      return found(
          node,
          named(node, call.agent().get("/v1/coordinate/nodes", call.readQuery()).ok().objects()));
    } catch (AgentException e) {
      throw Call.failed("Error getting coordinates", e);
    }
  }

  private static Coordinate ofServer(Call call, String server) throws Failure {
    int dot = server.lastIndexOf('.');
    try {
      for (Map<String, Object> area :
          call.agent().get("/v1/coordinate/datacenters", call.readQuery()).ok().objects()) {
        if (Json.text(area, "Datacenter").equalsIgnoreCase(server.substring(dot + 1))
            && area.get("Coordinates") instanceof List<?> rows) {
          Coordinate found = named(server.substring(0, dot), rows);
          if (found != null) {
            return found;
          }
        }
      }
      return found(server, null);
    } catch (AgentException e) {
      throw Call.failed("Error getting coordinates", e);
    }
  }

  private static Coordinate found(String node, @Nullable Coordinate coordinate) throws Failure {
    if (coordinate == null) {
      throw new Failure("Could not find a coordinate for node \"" + node + "\"");
    }
    return coordinate;
  }

  private static @Nullable Coordinate named(String node, List<?> rows) {
    for (Object each : rows) {
      Map<String, Object> row = Json.object(each);
      if (Json.text(row, "Node").equalsIgnoreCase(node)) {
        Map<String, Object> coord = Json.object(row.get("Coord"));
        if (coord.get("Vec") instanceof List<?> vec && vec.size() == Coordinate.DIMENSIONS) {
          return new Coordinate(
              vec.stream().map(RttCommand::real).toList(),
              real(coord.get("Error")),
              real(coord.get("Adjustment")),
              real(coord.get("Height")));
        }
      }
    }
    return null;
  }

  private static double real(@Nullable Object number) {
    return number instanceof Number given ? given.doubleValue() : 0;
  }
}
