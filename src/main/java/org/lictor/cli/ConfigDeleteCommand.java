package org.lictor.cli;

import java.util.Map;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;

/** {@code config delete}: removes an entry of the central configuration. */
final class ConfigDeleteCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor config delete [options] -kind <kind> -name <name>

          Removes an entry of the central configuration, which may also be named by the
          file that it was written from.

              $ lictor config delete -kind service-defaults -name web
              $ lictor config delete -filename web.hcl
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    ConfigPath.declare(flags);
    flags.text("filename", "", "`File` with an entry whose kind and name count.");
    flags.toggle("cas", "Remove only when the entry is as -modify-index says.");
    flags.unsigned("modify-index", "ModifyIndex that the entry must have.");
    flags.value("namespace", "Name of the namespace (Enterprise).");
    flags.value("partition", "Name of the admin partition (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    ConfigPath path = path(call);
    Query query = call.writeQuery();
    boolean conditional = call.flags().on("cas");
    if (conditional) query.with("cas", call.flags().unsigned("modify-index").toString());
    boolean deleted;
    try {
      deleted = call.agent().delete(path.url(), query).ok().isTrue() || !conditional;
    } catch (AgentException e) {
      throw Call.failed("Error deleting config entry ".concat(path.toString()), e);
    }
    if (!deleted) throw new Failure("Config entry not deleted: ".concat(path.toString()));
    call.say("Config entry deleted: ".concat(path.toString()));
    return 0;
  }

  private static ConfigPath path(Call call) throws Failure {
    String file = call.flags().text("filename");
    if (file.isEmpty()) return ConfigPath.of(call);
    if (!call.flags().text("kind").isEmpty() || !call.flags().text("name").isEmpty())
      throw new Failure("filename can't be used with kind or name");
    Map<String, Object> entry = ConfigFile.read(file, call.in());
    return new ConfigPath(ConfigFile.field(entry, "Kind"), ConfigFile.field(entry, "Name"));
  }
}
