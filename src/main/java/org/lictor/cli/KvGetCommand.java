package org.lictor.cli;

import java.util.List;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Query;
import org.lictor.cli.net.Reply;

/** {@code kv get}: a value, the keys under a prefix, or both. */
final class KvGetCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor kv get [options] [KEY_OR_PREFIX]

          Prints the value of a key; the exit code is 1 if there is no such key. With
          -keys or -recurse the argument is a prefix, and may be left out to mean all.

          A value:

              $ lictor kv get web/limit

          With indexes, flags and the session that holds it:

              $ lictor kv get -detailed web/limit

          All keys and values under a prefix:

              $ lictor kv get -recurse web/

          Only the keys:

              $ lictor kv get -keys web/
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.toggle("base64", "Print values in base 64.");
    flags.toggle("detailed", "Print indexes, flags and session too.");
    flags.toggle(
        "keys",
        "Print the keys that begin with the prefix, up to the next separator; with -recurse all of them.");
    flags.toggle("recurse", "Print all keys that begin with the prefix, with their values.");
    flags.text("separator", "/", "Text at which keys are cut with -keys.");
    flags.value("namespace", "Name of the namespace to ask (Enterprise).");
    flags.value("partition", "Name of the admin partition to ask (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    FlagValues flags = call.flags();
    boolean keys = flags.on("keys");
    boolean recurse = flags.on("recurse");
    String key = KvKey.of(call, keys || recurse);
    try {
      if (recurse) printTree(call, ask(call, key, call.readQuery().with("recurse", "")), keys);
      else if (keys) printKeys(call, key);
      else printOne(call, key);
    } catch (AgentException e) {
      throw Call.failed("Error querying Consul agent", e);
    }
    return 0;
  }

  private static List<KvPair> ask(Call call, String key, Query query)
      throws Failure, AgentException {
    return KvPair.of(call.agent().get(KvKey.path(key), query));
  }

  private static void printKeys(Call call, String prefix) throws Failure, AgentException {
    Query query =
        call.readQuery()
            .with("keys", "")
            .withUnlessEmpty("separator", call.flags().text("separator"));
    Reply reply = call.agent().get(KvKey.path(prefix), query);
    if (reply.status() == 404) return;
    for (String key : reply.ok().texts()) call.say(key);
  }

  private static void printOne(Call call, String key) throws Failure, AgentException {
    List<KvPair> pairs = ask(call, key, call.readQuery());
    if (pairs.isEmpty()) throw new Failure("Error! No key exists at: ".concat(key));
    if (call.flags().on("detailed")) {
      pairs.get(0).printDetails(call.out(), call.flags().on("base64"), true);
    } else {
      printValue(call, pairs.get(0));
    }
  }

  private static void printTree(Call call, List<KvPair> pairs, boolean onlyKeys) {
    boolean detailed = call.flags().on("detailed");
    for (int i = 0; i < pairs.size(); i++) {
      KvPair pair = pairs.get(i);
      if (detailed) {
        if (i > 0) call.say("");
        pair.printDetails(call.out(), call.flags().on("base64"), !onlyKeys);
      } else if (onlyKeys) {
        call.say(pair.key());
      } else {
        call.out().print(pair.key().concat(":"));
        printValue(call, pair);
      }
    }
  }

  private static void printValue(Call call, KvPair pair) {
    byte[] value = pair.shown(call.flags().on("base64"));
    call.out().write(value, 0, value.length);
    call.out().print('\n');
  }
}
