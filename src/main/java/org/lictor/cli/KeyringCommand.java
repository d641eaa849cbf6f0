package org.lictor.cli;

import java.util.Map;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Query;
import org.lictor.cli.net.Reply;

/** {@code keyring}: the keys of the cluster's own traffic. */
final class KeyringCommand implements Command {
  private static final String PATH = "/v1/operator/keyring";

  @Override
  public String usage() {
    return """
        Usage: lictor keyring [options]

          Lists, installs, uses and removes keys of the cluster's own traffic. A Lictor
          agent has none, and says so; other agents that are asked with this command may.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client();
    flags.toggle("list", "List all keys in use.");
    flags.toggle("list-primary", "List all primary keys in use.");
    flags.text("install", "", "Install a new key, which is not used yet.");
    flags.text("use", "", "Use a key that is installed.");
    flags.text("remove", "", "Remove a key that is not used.");
    flags.integer("relay-factor", 0, "How many members pass a question on, 0 to 5.");
    flags.toggle("local-only", "List the keys of this agent alone.");
  }

  @Override
  public int run(Call call) throws Failure {
    FlagValues flags = call.flags();
    boolean list = flags.on("list") || flags.on("list-primary");
    String install = flags.text("install");
    String use = flags.text("use");
    String remove = flags.text("remove");
    int actions =
        (flags.on("list") ? 1 : 0)
            + (flags.on("list-primary") ? 1 : 0)
            + (install.isEmpty() ? 0 : 1)
            + (use.isEmpty() ? 0 : 1)
            + (remove.isEmpty() ? 0 : 1);
    if (actions == 0) {
      throw Failure.misuse("");
    }
    if (actions > 1) {
      throw new Failure("Only a single action is allowed");
    }
    if (flags.on("local-only") && !list) {
      throw new Failure(
          "Error validating local-only: local-only can only be set for list requests");
    }
    Query query = new Query();
    long relays = flags.integer("relay-factor");
    if (relays < 0 || relays > 5) {
      throw new Failure("Error parsing relay factor: Relay factor must be in range: [0, 5]");
    }
    if (relays > 0) query.with("relay-factor", Long.toString(relays));
    if (flags.on("local-only")) query.with("local-only", "true");
    try {
      if (list) return list(call, query, flags.on("list-primary"));
      if (!install.isEmpty()) {
        call.say("==> Installing new gossip encryption key...");
        call.agent().post(PATH, query, key(install)).ok();
      } else if (!use.isEmpty()) {
        call.say("==> Changing primary gossip encryption key...");
        call.agent().put(PATH, query, key(use)).ok();
      } else {
        call.say("==> Removing gossip encryption key...");
        call.agent().delete(PATH, query, key(remove)).ok();
      }
      return 0;
    } catch (AgentException e) {
      throw Call.failed("error", e);
    }
  }

  private static byte[] key(String key) {
    return Json.write(Map.of("Key", key));
  }

  private static int list(Call call, Query query, boolean primary) throws Failure, AgentException {
    call.say(
        primary
            ? "==> Gathering installed primary encryption keys..."
            : "==> Gathering installed encryption keys...");
    Reply reply = call.agent().get(PATH, query).ok();
    if (Json.read(reply.body()) instanceof java.util.List<?> pools) {
      for (Object one : pools) {
        Map<String, Object> pool = Json.object(one);
        call.say("");
        call.say(
            Boolean.TRUE.equals(pool.get("WAN"))
                ? "WAN:"
                : Json.text(pool, "Datacenter") + " (LAN):");
        Json.object(pool.get(primary ? "PrimaryKeys" : "Keys"))
            .forEach(
                (key, count) ->
                    call.say("  " + key + " [" + count + "/" + Json.text(pool, "NumNodes") + "]"));
      }
    }
    return 0;
  }
}
