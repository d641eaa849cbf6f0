package org.lictor.cli;

import java.util.List;
import java.util.Map;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;

/** {@code operator autopilot get-config}: the configuration, a line for each part. */
final class AutopilotGetConfigCommand implements Command {
  static final String PATH = "/v1/operator/autopilot/configuration";

  private static final List<String> PLAIN =
      List.of(
          "CleanupDeadServers",
          "LastContactThreshold",
          "MaxTrailingLogs",
          "MinQuorum",
          "ServerStabilizationTime");

  @Override
  public String usage() {
    return """
        Usage: lictor operator autopilot get-config [options]

          Displays what is done about servers that die or lag.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
  }

  @Override
  public int run(Call call) throws Failure {
    Map<String, Object> config;
    try {
      config = call.agent().get(PATH, call.readQuery()).ok().object();
    } catch (AgentException e) {
      throw Call.failed("Error querying Autopilot configuration", e);
    }
    for (String key : PLAIN) call.say(key.concat(" = ").concat(Json.text(config, key)));
    call.say("RedundancyZoneTag = ".concat(quoted(config, "RedundancyZoneTag")));
    call.say("DisableUpgradeMigration = ".concat(Json.text(config, "DisableUpgradeMigration")));
    call.say("UpgradeVersionTag = ".concat(quoted(config, "UpgradeVersionTag")));
    return 0;
  }

  private static String quoted(Map<String, Object> config, String key) {
    return "\"" + Json.text(config, key).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
