package org.lictor.cli;

import java.util.Map;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Query;

/** {@code config write}: puts an entry of the central configuration there. */
final class ConfigWriteCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor config write [options] <configuration>

          Creates or changes an entry of the central configuration. The argument is a
          file in HCL or JSON, or - for standard input.

              $ lictor config write web.hcl
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.toggle("cas", "Write only when the entry is as -modify-index says.");
    flags.unsigned("modify-index", "ModifyIndex that the entry must have; 0 for none yet.");
    flags.value("namespace", "Name of the namespace (Enterprise).");
    flags.value("partition", "Name of the admin partition (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    if (call.operands().size() != 1) {
      throw new Failure(
          "Must provide exactly one positional argument to specify the config entry to write");
    }
    Map<String, Object> entry = ConfigFile.read(call.operands().get(0), call.in());
    String named = ConfigFile.field(entry, "Kind") + "/" + ConfigFile.field(entry, "Name");
    Query query = call.writeQuery();
    boolean conditional = call.flags().on("cas");
    if (conditional) query.with("cas", call.flags().unsigned("modify-index").toString());
    boolean written;
    try {
      written = call.agent().put("/v1/config", query, Json.write(entry)).ok().isTrue();
    } catch (AgentException e) {
      throw Call.failed("Error writing config entry ".concat(named), e);
    }
    if (!written) throw new Failure("Config entry not updated: ".concat(named));
    call.say("Config entry written: ".concat(named));
    return 0;
  }
}
