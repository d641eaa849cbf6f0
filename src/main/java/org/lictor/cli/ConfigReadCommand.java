package org.lictor.cli;

import org.lictor.cli.net.AgentException;

/** {@code config read}: shows an entry of the central configuration. */
final class ConfigReadCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor config read [options] -kind <kind> -name <name>

          Shows an entry of the central configuration in JSON.

              $ lictor config read -kind service-defaults -name web
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    ConfigPath.declare(flags);
    flags.value("namespace", "Name of the namespace (Enterprise).");
    flags.value("partition", "Name of the admin partition (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    ConfigPath path = ConfigPath.of(call);
    try {
      call.say(
          IndentedJson.of(call.agent().get(path.url(), call.readQuery()).ok().object(), "    "));
    } catch (AgentException e) {
      throw Call.failed("Error reading config entry ".concat(path.toString()), e);
    }
    return 0;
  }
}
