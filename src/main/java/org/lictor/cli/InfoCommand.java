package org.lictor.cli;

import java.util.Map;
import java.util.TreeMap;
import org.lictor.cli.net.AgentException;
import org.lictor.cli.net.Json;
import org.lictor.cli.net.Query;

/** {@code info}: the agent's own figures by section, both sorted. */
final class InfoCommand implements Command {
  @Override
  public String usage() {
    return """
        Usage: lictor info [options]

          Shows figures about the running agent that help to find out what it is doing.
        """;
  }

  @Override
  public void declare(FlagSet flags) {
    flags.client();
  }

  @Override
  public int run(Call call) throws Failure {
    Map<String, Object> self;
    try {
      self = call.agent().get("/v1/agent/self", new Query()).ok().object();
    } catch (AgentException e) {
      throw Call.failed("Error querying agent", e);
    }
    if (!(self.get("Stats") instanceof Map))
      throw new Failure("Agent response did not contain 'Stats' key");
    for (Map.Entry<String, Object> section :
        new TreeMap<>(Json.object(self.get("Stats"))).entrySet()) {
      call.say(section.getKey().concat(":"));
      for (Map.Entry<String, Object> figure :
          new TreeMap<>(Json.object(section.getValue())).entrySet()) {
        call.say(
            "\t".concat(figure.getKey()).concat(" = ").concat(String.valueOf(figure.getValue())));
      }
    }
    return 0;
  }
}
