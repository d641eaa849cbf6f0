package org.lictor.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lictor.config.MemberTags;

/**
 * {@code version}: our own version in the lines of Consul's, and which Consul we are compatible
 * with.
 */
final class VersionCommand implements Command {
  /** The version in pom.xml; a test compares the two. */
  static final String NUMBER = "0.1.0";

  /** The Consul whose interfaces are spoken, without its patches. */
  private static final String COMPATIBLE_WITH =
      MemberTags.VERSION.substring(0, MemberTags.VERSION.lastIndexOf('.'));

  private static final String PROTOCOL =
      "Protocol 2 spoken by default, understands 2 to 3"
          + " (agent will automatically use protocol >2 when speaking to compatible agents)";

  @Override
  public String usage() {
    return "Usage: lictor version [options]";
  }

  @Override
  public void declare(FlagSet flags) {
    flags.text("format", "pretty", "Output format {pretty|json}");
  }

  @Override
  public int run(Call call) throws Failure {
    switch (call.flags().text("format")) {
      case "pretty" -> {
        call.say("Lictor v".concat(NUMBER));
        call.say("Compatible with Consul ".concat(COMPATIBLE_WITH));
        call.say(PROTOCOL);
        call.say("");
      }
      case "json" -> call.say(json());
      default -> throw new Failure("Unknown format: ".concat(call.flags().text("format")));
    }
    return 0;
  }

  private static String json() {
    Map<String, Object> rpc = new LinkedHashMap<>();
    rpc.put("Default", 2);
    rpc.put("Min", 2);
    rpc.put("Max", 3);
    Map<String, Object> version = new LinkedHashMap<>();
    // Programs read this, and decide by it what they may ask.
    version.put("Version", MemberTags.VERSION);
    version.put("Revision", "");
    version.put("Prerelease", "");
    version.put("Lictor", NUMBER);
    version.put("RPC", rpc);
    return IndentedJson.of(version, "   ");
  }
}
