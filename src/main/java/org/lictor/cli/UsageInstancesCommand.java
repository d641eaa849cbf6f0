package org.lictor.cli;

import java.util.Map;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;

/** {@code operator usage instances}: how many services and instances there are. */
final class UsageInstancesCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor operator usage instances [options]

          Counts services and their instances, those in a mesh apart.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client();
    flags.server();
    flags.toggle("billable", "Show the billable services alone.");
    flags.toggle("connect", "Show the services in a mesh alone.");
    flags.toggle("all-datacenters", "Show all datacenters.");
  }

  @Override
  public int run(Call call) throws Failure {
    call.expectAtMost(0);
    try {
      var query = call.readQuery();
      boolean all = call.flags().on("all-datacenters");
      if (all) query.with("global", "true");
      Map<String, Object> reply =
          Json.object(Json.read(call.agent().get("/v1/operator/usage", query).ok().body()));
      show(call, Json.object(reply.get("Usage")), all);
      return 0;
    } catch (AgentException e) {
      throw Call.failed("Error fetching usage information", e);
    }
  }

  private static void show(Call call, Map<String, Object> usage, boolean all) {
    boolean billable = call.flags().on("billable");
    boolean connect = call.flags().on("connect");
    if (billable || !connect) {
      long total = 0;
      for (Object one : usage.values()) {
        total += number(Json.object(one).getOrDefault("BillableServiceInstances", 0));
      }
      call.say("Billable Service Instances Total: " + total);
      call.say("");
      call.say("Billable Services");
      Table table =
          all
              ? new Table("Datacenter", "Services", "Service instances")
              : new Table("Services", "Service instances");
      usage.forEach(
          (datacenter, one) -> {
            Map<String, Object> counts = Json.object(one);
            String services = Json.text(counts, "Services");
            String instances = Json.text(counts, "BillableServiceInstances");
            if (all) table.row(datacenter, services, instances);
            else table.row(services, instances);
          });
      call.say(table.toString());
    }
    if (connect || !billable) {
      if (!connect) call.say("");
      call.say("Connect Services");
      Table table =
          all
              ? new Table("Datacenter", "Type", "Service instances")
              : new Table("Type", "Service instances");
      usage.forEach(
          (datacenter, one) ->
              Json.object(Json.object(one).get("ConnectServiceInstances"))
                  .forEach(
                      (kind, count) -> {
                        if (all) table.row(datacenter, kind, String.valueOf(count));
                        else table.row(kind, String.valueOf(count));
                      }));
      call.say(table.toString());
    }
  }

  private static long number(Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
