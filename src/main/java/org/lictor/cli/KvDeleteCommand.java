package org.lictor.cli;

import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;

/** {@code kv delete}: removes a key, or all under a prefix. */
final class KvDeleteCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor kv delete [options] KEY_OR_PREFIX

          Removes a key; one that does not exist is no error.

              $ lictor kv delete web/limit

          All keys that begin with "web" ("web", "webapp", "web/limit"):

              $ lictor kv delete -recurse web
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.toggle(
        "cas",
        "Check and set: delete only if the key's ModifyIndex is still the one of -modify-index.");
    flags.unsigned("modify-index", "The ModifyIndex expected with -cas; greater than 0.");
    flags.toggle("recurse", "Delete all keys that begin with the argument.");
    flags.value("namespace", "Name of the namespace (Enterprise).");
    flags.value("partition", "Name of the admin partition (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    FlagValues flags = call.flags();
    boolean cas = flags.on("cas");
    boolean recurse = flags.on("recurse");
    boolean indexed = flags.unsigned("modify-index").signum() != 0;
    String key = KvKey.of(call, recurse);
    if (cas && !indexed) {
      throw new Failure(
          "Cannot delete a key that does not exist. Provide a -modify-index greater than than 0.");
    }
    if (!cas && indexed) throw new Failure("Cannot specify -modify-index without -cas!");
    if (cas && recurse) throw new Failure("Cannot specify both -cas and -recurse!");
    Query query = call.writeQuery();
    if (recurse) query.with("recurse", "");
    if (cas) query.with("cas", flags.unsigned("modify-index").toString());
    boolean done;
    try {
      done = call.agent().delete(KvKey.path(key), query).ok().isTrue();
    } catch (AgentException e) {
      throw Call.failed(
          recurse
              ? "Error! Did not delete prefix ".concat(key)
              : cas ? "Error! Did not delete key ".concat(key) : "Error deleting key ".concat(key),
          e);
    }
    if (cas && !done)
      throw new Failure("Error! Did not delete key ".concat(key).concat(": CAS failed"));
    call.say(
        recurse
            ? "Success! Deleted keys with prefix: ".concat(key)
            : "Success! Deleted key: ".concat(key));
    return 0;
  }
}
