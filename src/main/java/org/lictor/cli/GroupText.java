package org.lictor.cli;

/** What the help pages of command groups explain. */
final class GroupText {
  private static final String MORE =
      "\n\n  Ask a subcommand for help with -h to see its options and more examples.";

  private GroupText() {}

  static String of(String group) {
    return switch (group) {
      case "catalog" ->
          "Reads the catalog: everything registered in a datacenter, by whichever\n  agent."
              + example("List the datacenters:", "catalog datacenters")
              + example("List the nodes:", "catalog nodes")
              + example("List the services:", "catalog services")
              + MORE;
      case "config" ->
          "Reads and writes the entries of the central configuration."
              + example("Write one:", "config write web.hcl")
              + example("Read it:", "config read -kind service-defaults -name web")
              + example("List those of a kind:", "config list -kind service-defaults")
              + example("Remove it:", "config delete -kind service-defaults -name web")
              + MORE;
      case "kv" ->
          "Reads and writes the key-value store."
              + example("Set the key \"web/limit\" to \"5\":", "kv put web/limit 5")
              + example("Read it back:", "kv get web/limit")
              + example("Read it with its indexes and flags:", "kv get -detailed web/limit")
              + example("Remove it:", "kv delete web/limit")
              + MORE;
      case "operator" ->
          "Tools for those who run the servers of a cluster. Any agent can be asked. Use\n"
              + "  them with care: a server removed by mistake may cost the cluster its majority."
              + example("See which servers take part in the log:", "operator raft list-peers")
              + example("See how they are:", "operator autopilot state")
              + MORE;
      case "operator autopilot" ->
          "Shows how the servers are, and shows and changes what is done about those that\n"
              + "  die or lag."
              + example("See the configuration:", "operator autopilot get-config")
              + example(
                  "Keep dead servers in the log:",
                  "operator autopilot set-config -cleanup-dead-servers=false")
              + MORE;
      case "operator raft" ->
          "Shows and changes which servers take part in the log."
              + example("List them:", "operator raft list-peers")
              + example(
                  "Take one off that will not come back:",
                  "operator raft remove-peer -address=10.0.0.3:8300")
              + MORE;
      case "operator usage" ->
          "Shows how much the registry holds."
              + example("Count services and instances:", "operator usage instances")
              + MORE;
      case "services" ->
          "Registers services with the local agent and removes them from it. To read\n"
              + "  what is registered anywhere, see \"lictor catalog\"."
              + MORE;
      case "snapshot" ->
          "Saves the state of the servers to a file, puts it back, and shows what is in such\n"
              + "  a file."
              + example("Save it:", "snapshot save backup.snap")
              + example("Put it back:", "snapshot restore backup.snap")
              + example("See what is in it:", "snapshot inspect backup.snap")
              + MORE;
      default -> throw new IllegalArgumentException("no such group: ".concat(group));
    };
  }

  private static String example(String what, String call) {
    return "\n\n  " + what + "\n\n      $ lictor " + call;
  }
}
