package org.lictor.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Query;

/**
 * {@code operator autopilot set-config}: changes the parts that are given, unless somebody else
 * changed the configuration meanwhile.
 */
final class AutopilotSetConfigCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor operator autopilot set-config [options]

          Changes what is done about servers that die or lag. Parts that are not given
          stay as they are.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.bool("cleanup-dead-servers", "Whether servers that failed are taken off the log.");
    flags.value(
        "last-contact-threshold",
        "Silence after which a server counts as unhealthy, a duration such as `200ms`.");
    flags.unsigned(
        "max-trailing-logs", "Entries behind the leader after which a server is unhealthy.");
    flags.unsigned("min-quorum", "Number of servers below which none is taken off.");
    flags.value(
        "server-stabilization-time",
        "How long a new server must be healthy before it votes, a duration such as `10s`.");
    flags.value("redundancy-zone-tag", "Node metadata that names a server's zone (Enterprise).");
    flags.bool(
        "disable-upgrade-migration", "Whether new versions wait for no others (Enterprise).");
    flags.value("upgrade-version-tag", "Node metadata that names a server's version (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    Map<String, Object> config = present(call);
    FlagValues flags = call.flags();
    bool(flags, "cleanup-dead-servers", config, "CleanupDeadServers");
    text(flags, "last-contact-threshold", config, "LastContactThreshold");
    number(flags, "max-trailing-logs", config, "MaxTrailingLogs");
    number(flags, "min-quorum", config, "MinQuorum");
    text(flags, "server-stabilization-time", config, "ServerStabilizationTime");
    text(flags, "redundancy-zone-tag", config, "RedundancyZoneTag");
    bool(flags, "disable-upgrade-migration", config, "DisableUpgradeMigration");
    text(flags, "upgrade-version-tag", config, "UpgradeVersionTag");
    if (!set(call, config)) {
      throw new Failure("Configuration could not be atomically updated, please try again");
    }
    call.say("Configuration updated!");
    return 0;
  }

  private static Map<String, Object> present(Call call) throws Failure {
    try {
      return new LinkedHashMap<>(
          call.agent().get(AutopilotGetConfigCommand.PATH, call.readQuery()).ok().object());
    } catch (AgentException e) {
      throw Call.failed("Error querying Autopilot configuration", e);
    }
  }

  private static boolean set(Call call, Map<String, Object> config) throws Failure {
    Query query = call.writeQuery().with("cas", Json.text(config, "ModifyIndex"));
    try {
      return call.agent()
          .put(AutopilotGetConfigCommand.PATH, query, Json.write(config))
          .ok()
          .isTrue();
    } catch (AgentException e) {
      throw Call.failed("Error setting Autopilot configuration", e);
    }
  }

  private static void bool(FlagValues flags, String flag, Map<String, Object> config, String key) {
    if (flags.given(flag)) config.put(key, flags.on(flag));
  }

  private static void number(
      FlagValues flags, String flag, Map<String, Object> config, String key) {
    if (flags.given(flag)) config.put(key, flags.unsigned(flag));
  }

  private static void text(FlagValues flags, String flag, Map<String, Object> config, String key) {
    if (flags.given(flag)) config.put(key, flags.text(flag));
  }
}
