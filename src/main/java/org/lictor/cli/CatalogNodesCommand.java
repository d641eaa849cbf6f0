package org.lictor.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Query;

/** {@code catalog nodes}: the nodes of a datacenter, or those that have a service. */
final class CatalogNodesCommand implements Command {
  /** Enough of an id to tell nodes apart. */
  private static final int SHORT_ID = 8;

  @Override
  public String usage() {
    return """
        Usage: lictor catalog nodes [options]

          Lists the nodes of a datacenter; of the agent's own unless told otherwise.

          All nodes:

              $ lictor catalog nodes

          With full IDs, tagged addresses and metadata:

              $ lictor catalog nodes -detailed

          Those which have a service:

              $ lictor catalog nodes -service=web

          Those with certain metadata:

              $ lictor catalog nodes -node-meta="rack=7"

          The ones nearest to a node first:

              $ lictor catalog nodes -near=node-web
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.toggle("detailed", "Show full IDs, tagged addresses and metadata too.");
    flags.text(
        "near",
        "",
        "Name of the node whose distance sorts the list; \"_agent\" for the agent's own node.");
    flags.pairs(
        "node-meta",
        "Show only nodes with this metadata, as `key=value`. May be given several times.");
    flags.text("service", "", "Show only nodes that have this `service`.");
    flags.text("filter", "", "Filter expression that the agent applies.");
    flags.value("partition", "Name of the admin partition to ask (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    call.expectAtMost(0);
    List<Map<String, Object>> nodes = ask(call);
    if (nodes.isEmpty()) call.warn("No nodes match the given query - try expanding your search.");
    else call.say(call.flags().on("detailed") ? detailed(nodes) : standard(nodes));
    return 0;
  }

  private static List<Map<String, Object>> ask(Call call) throws Failure {
    FlagValues flags = call.flags();
    Query query =
        call.readQuery()
            .withUnlessEmpty("near", flags.text("near"))
            .withUnlessEmpty("filter", flags.text("filter"));
    for (Map.Entry<String, String> meta : flags.pairs("node-meta").entrySet()) {
      query.with("node-meta", meta.getKey().concat(":").concat(meta.getValue()));
    }
    String service = flags.text("service");
    try {
      String path =
          service.isEmpty() ? "/v1/catalog/nodes" : "/v1/catalog/service/".concat(service);
      return call.agent().get(path, query).ok().objects();
    } catch (AgentException e) {
      throw Call.failed(
          service.isEmpty() ? "Error listing nodes" : "Error listing nodes for service", e);
    }
  }

  private static String standard(List<Map<String, Object>> nodes) {
    Table table = new Table("Node", "ID", "Address", "DC");
    for (Map<String, Object> node : nodes) {
      String id = Json.text(node, "ID");
      table.row(
          Json.text(node, "Node"),
          id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id,
          Json.text(node, "Address"),
          Json.text(node, "Datacenter"));
    }
    return table.toString();
  }

  private static String detailed(List<Map<String, Object>> nodes) {
    Table table = new Table("Node", "ID", "Address", "DC", "TaggedAddresses", "Meta");
    for (Map<String, Object> node : nodes) {
      // An instance of a service tells its node's metadata under a name of its own.
      Object meta = node.containsKey("NodeMeta") ? node.get("NodeMeta") : node.get("Meta");
      table.row(
          Json.text(node, "Node"),
          Json.text(node, "ID"),
          Json.text(node, "Address"),
          Json.text(node, "Datacenter"),
          sorted(Json.object(node.get("TaggedAddresses"))),
          sorted(Json.object(meta)));
    }
    return table.toString();
  }

  private static String sorted(Map<String, Object> map) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Object> entry : new TreeMap<>(map).entrySet()) {
      text.append(text.length() == 0 ? "" : ", ")
          .append(entry.getKey())
          .append('=')
          .append(entry.getValue());
    }
    return text.toString();
  }
}
