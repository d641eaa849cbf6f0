package org.lictor.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.net.AgentClient;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Query;

/**
 * {@code catalog services}: the names of the services of a datacenter or of one node, with their
 * tags if asked.
 */
final class CatalogServicesCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor catalog services [options]

          Lists the services of a datacenter; of the agent's own unless told otherwise.

          All services:

              $ lictor catalog services

          With their tags:

              $ lictor catalog services -tags

          Those of one node:

              $ lictor catalog services -node=web-1

          Those on nodes with certain metadata:

              $ lictor catalog services -node-meta="rack=7"
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.text("node", "", "Show only services of this node, given by `id or name`.");
    flags.pairs(
        "node-meta",
        "Show only services on nodes with this metadata, as `key=value`. May be given several times.");
    flags.toggle("tags", "Show the tags of each service beside its name.");
    flags.value("namespace", "Name of the namespace to ask (Enterprise).");
    flags.value("partition", "Name of the admin partition to ask (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    call.expectAtMost(0);
    Map<String, List<String>> services = ask(call);
    if (services.isEmpty())
      call.warn("No services match the given query - try expanding your search.");
    int widest = 0;
    for (String name : services.keySet())
      widest = Math.max(widest, name.codePointCount(0, name.length()));
    for (Map.Entry<String, List<String>> service : services.entrySet()) {
      String name = service.getKey();
      if (!call.flags().on("tags")) {
        call.say(name);
        continue;
      }
      List<String> tags = service.getValue();
      Collections.sort(tags);
      int pad = widest + 6 - name.codePointCount(0, name.length());
      call.say(name.concat(" ".repeat(pad)).concat(String.join(",", tags)));
    }
    return 0;
  }

  private static Map<String, List<String>> ask(Call call) throws Failure {
    Query query = call.readQuery();
    for (Map.Entry<String, String> meta : call.flags().pairs("node-meta").entrySet()) {
      query.with("node-meta", meta.getKey().concat(":").concat(meta.getValue()));
    }
    String node = call.flags().text("node");
    AgentClient agent = call.agent();
    Map<String, List<String>> services = new TreeMap<>();
    try {
      if (node.isEmpty()) {
        Map<String, Object> answer = agent.get("/v1/catalog/services", query).ok().object();
        for (Map.Entry<String, Object> service : answer.entrySet())
          add(services, service.getKey(), service.getValue());
      } else {
        Map<String, Object> answer =
            agent.get("/v1/catalog/node/".concat(node), query).ok().object();
        for (Object instance : Json.object(answer.get("Services")).values()) {
          Map<String, Object> service = Json.object(instance);
          add(services, Json.text(service, "Service"), service.get("Tags"));
        }
      }
    } catch (AgentException e) {
      throw Call.failed(
          node.isEmpty() ? "Error listing services" : "Error listing services for node", e);
    }
    return services;
  }

  private static void add(Map<String, List<String>> services, String name, @Nullable Object tags) {
    List<String> all = services.get(name);
    if (all == null) services.put(name, all = new ArrayList<>());
    if (tags instanceof List<?> list) for (Object tag : list) all.add(String.valueOf(tag));
  }
}
