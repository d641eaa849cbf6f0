package org.lictor.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;

/** {@code kv export}: a tree as JSON that {@code kv import} takes. */
final class KvExportCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor kv export [options] [PREFIX]

          Prints the keys that begin with a prefix, with flags and values, as JSON that
          "lictor kv import" takes. Without a prefix, all keys.

              $ lictor kv export web/ > web.json
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client().server();
    flags.value("namespace", "Name of the namespace to ask (Enterprise).");
    flags.value("partition", "Name of the admin partition to ask (Enterprise).");
  }

  @Override
  public int run(Call call) throws Failure {
    String prefix = KvKey.of(call, true);
    List<Object> exported = new ArrayList<>();
    try {
      for (KvPair pair :
          KvPair.of(call.agent().get(KvKey.path(prefix), call.readQuery().with("recurse", "")))) {
        exported.add(entry(pair));
      }
    } catch (AgentException e) {
      throw Call.failed("Error querying Consul agent", e);
    }
    call.say(IndentedJson.of(exported, "\t"));
    return 0;
  }

  private static Map<String, Object> entry(KvPair pair) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("key", pair.key());
    entry.put("flags", pair.json().getOrDefault("Flags", 0));
    entry.put("value", pair.encoded());
    if (!Json.text(pair.json(), "Namespace").isEmpty())
      entry.put("namespace", pair.json().get("Namespace"));
    return entry;
  }
}
