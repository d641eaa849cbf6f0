package org.lictor.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every command by its words, with its one-line synopsis. Written as a table of texts and a switch
 * so that starting the tool loads no command but the one that was asked for.
 */
final class Commands {
  /** Words, then synopsis; groups are the entries whose words begin others. Sorted by words. */
  private static final String[][] TABLE = {
    {"agent", "Runs a Lictor agent"},
    {"catalog", "Interact with the catalog"},
    {"catalog datacenters", "Lists all known datacenters"},
    {"catalog nodes", "Lists all nodes in the given datacenter"},
    {"catalog services", "Lists all registered services in a datacenter"},
    {"config", "Interact with the central configuration"},
    {"config delete", "Removes an entry of the central configuration"},
    {"config list", "Lists the entries of a kind"},
    {"config read", "Shows an entry of the central configuration"},
    {"config write", "Creates or changes an entry of the central configuration"},
    {"debug", "Records a debugging archive for operators"},
    {"event", "Fire a new event"},
    {"exec", "Runs a command on the nodes of the cluster"},
    {"force-leave", "Forces a member of the cluster to enter the \"left\" state"},
    {"info", "Provides debugging information for operators."},
    {"join", "Tell an agent to join a cluster"},
    {"keygen", "Generates a new encryption key"},
    {"keyring", "Manages gossip layer encryption keys"},
    {"kv", "Interact with the key-value store"},
    {"kv delete", "Removes data from the KV store"},
    {"kv export", "Exports a tree from the KV store as JSON"},
    {"kv get", "Retrieves or lists data from the KV store"},
    {"kv import", "Imports a tree stored as JSON to the KV store"},
    {"kv put", "Sets or updates data in the KV store"},
    {"leave", "Gracefully leaves the cluster and shuts the agent down"},
    {"lock", "Execute a command holding a lock"},
    {"maint", "Controls node or service maintenance mode"},
    {"members", "Lists the members of a cluster"},
    {"monitor", "Stream logs from an agent"},
    {"operator", "Tools for those who run the servers"},
    {"operator autopilot", "Shows and changes how servers are looked after"},
    {"operator autopilot get-config", "Displays the autopilot configuration"},
    {"operator autopilot set-config", "Changes the autopilot configuration"},
    {"operator autopilot state", "Displays how the servers are"},
    {"operator raft", "Shows and changes which servers take part in the log"},
    {"operator raft list-peers", "Lists the servers that take part in the log"},
    {"operator raft remove-peer", "Takes a server off the log"},
    {"operator raft transfer-leader", "Has another server lead"},
    {"operator usage", "Shows how much the registry holds"},
    {"operator usage instances", "Displays service instance usage"},
    {"reload", "Triggers the agent to reload configuration files"},
    {"rtt", "Estimates network round trip time between nodes"},
    {"services", "Interact with services"},
    {"services deregister", "Deregister services with the local agent"},
    {"services export", "Names a service's consumers among peers"},
    {"services exported-services", "Lists services that are meant for peers"},
    {"services register", "Register services with the local agent"},
    {"snapshot", "Saves, restores and inspects snapshots of server state"},
    {"snapshot inspect", "Displays information about a snapshot file"},
    {"snapshot restore", "Restores snapshot of server state"},
    {"snapshot save", "Saves snapshot of server state"},
    {"validate", "Validate config files/directories"},
    {"version", "Prints the Lictor version"},
    {"watch", "Watches data and runs a program for each change"},
  };

  /** What of Consul's is not here, by the command that would be about it. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "acl", "Access control is",
          "connect", "The service mesh is",
          "intention", "The service mesh is",
          "login", "Access control is",
          "logout", "Access control is",
          "peering", "Cluster peering is",
          "resource", "Generic resources are",
          "tls", "The making of certificates is",
          "troubleshoot", "The service mesh is");

  /** The command that becomes the agent is kept apart: it alone knows how a server is started. */
  private static final String AGENT_CLASS = "org.lictor.cli.AgentCommand";

  /** Likewise, for it reads the settings. */
  private static final String VALIDATE_CLASS = "org.lictor.cli.ValidateCommand";

  private Commands() {}

  /** A new instance of a command; null for a group or for words that name none. */
  static @Nullable Command create(String words) {
    return switch (words) {
      case "agent" -> byName(AGENT_CLASS);
      case "catalog datacenters" -> new CatalogDatacentersCommand();
      case "catalog nodes" -> new CatalogNodesCommand();
      case "catalog services" -> new CatalogServicesCommand();
      case "config delete" -> new ConfigDeleteCommand();
      case "config list" -> new ConfigListCommand();
      case "config read" -> new ConfigReadCommand();
      case "config write" -> new ConfigWriteCommand();
      case "debug" -> new DebugCommand();
      case "event" -> new EventCommand();
      case "exec" -> new ExecCommand();
      case "force-leave" -> new ForceLeaveCommand();
      case "info" -> new InfoCommand();
      case "join" -> new JoinCommand();
      case "keygen" -> new KeygenCommand();
      case "keyring" -> new KeyringCommand();
      case "kv delete" -> new KvDeleteCommand();
      case "kv export" -> new KvExportCommand();
      case "kv get" -> new KvGetCommand();
      case "kv import" -> new KvImportCommand();
      case "kv put" -> new KvPutCommand();
      case "leave" -> new LeaveCommand();
      case "lock" -> new LockCommand();
      case "maint" -> new MaintCommand();
      case "members" -> new MembersCommand();
      case "monitor" -> new MonitorCommand();
      case "operator autopilot get-config" -> new AutopilotGetConfigCommand();
      case "operator autopilot set-config" -> new AutopilotSetConfigCommand();
      case "operator autopilot state" -> new AutopilotStateCommand();
      case "operator raft list-peers" -> new RaftListPeersCommand();
      case "operator raft remove-peer" -> new RaftRemovePeerCommand();
      case "operator raft transfer-leader" -> new RaftTransferLeaderCommand();
      case "operator usage instances" -> new UsageInstancesCommand();
      case "reload" -> new ReloadCommand();
      case "rtt" -> new RttCommand();
      case "services deregister" -> new ServicesDeregisterCommand();
      case "services export" -> new ServicesExportCommand();
      case "services exported-services" -> new ServicesExportedServicesCommand();
      case "services register" -> new ServicesRegisterCommand();
      case "validate" -> byName(VALIDATE_CLASS);
      case "snapshot inspect" -> new SnapshotInspectCommand();
      case "snapshot restore" -> new SnapshotRestoreCommand();
      case "snapshot save" -> new SnapshotSaveCommand();
      case "version" -> new VersionCommand();
      case "watch" -> new WatchCommand();
      default -> refused(words);
    };
  }

  private static @Nullable Command refused(String words) {
    String what = REFUSED.get(words);
    return what == null ? null : new RefusedCommand(words, what);
  }

  /** Whether these words begin the name of a command or are one. */
  static boolean known(String words) {
    for (String[] entry : TABLE) if (entry[0].equals(words)) return present(words);
    return REFUSED.containsKey(words);
  }

  /**
   * The last words of the commands directly below a prefix that ends in a space, or of those at the
   * top for an empty one.
   */
  static List<String> below(String prefix) {
    List<String> names = new ArrayList<>();
    for (String[] entry : TABLE) {
      if (!entry[0].startsWith(prefix)) continue;
      String rest = entry[0].substring(prefix.length());
      if (rest.indexOf(' ') < 0 && present(entry[0])) names.add(rest);
    }
    return names;
  }

  static String synopsis(String words) {
    for (String[] entry : TABLE) if (entry[0].equals(words)) return entry[1];
    throw new IllegalArgumentException("no such command: ".concat(words));
  }

  /** The usage line and explanation of a group. */
  static String groupUsage(String group) {
    String usage = "Usage: lictor ".concat(group).concat(" <subcommand> [options] [args]\n\n  ");
    return usage.concat(GroupText.of(group));
  }

  // The jar of the command line can be used without the part that runs a server; then there is no
  // such command.
  private static boolean present(String words) {
    return !words.equals("agent") || Commands.class.getResource("AgentCommand.class") != null;
  }

  private static @Nullable Command byName(String className) {
    try {
      return (Command) Class.forName(className).getDeclaredConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make ".concat(className), e);
    }
  }
}
