package org.lictor.config;

import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Flags from the environment: a variable or property counts unless the command line has the flag.
 */
final class EnvironmentFlags {
  private static final String AGENT_ARGS = "agent-args";

  private final Map<String, String> variables = new TreeMap<>();
  private final Map<String, String> properties = new TreeMap<>();

  EnvironmentFlags(Environment environment) {
    environment.variables().forEach((name, value) -> collect(name, "LICTOR_", value, variables));
    environment.properties().forEach((name, value) -> collect(name, "lictor.", value, properties));
  }

  private static void collect(String name, String prefix, String value, Map<String, String> into) {
    if (name.startsWith(prefix)) {
      into.put(
          name.substring(prefix.length())
              .toLowerCase(Locale.ROOT)
              .replace('_', '-')
              .replace('.', '-'),
          value);
    }
  }

  /**
   * The command line that {@code lictor agent} handed to this process, one word a line; empty if it
   * did not start it.
   */
  Optional<List<String>> agentArguments() {
    return Optional.ofNullable(properties.get(AGENT_ARGS))
        .or(() -> Optional.ofNullable(variables.get(AGENT_ARGS)))
        .map(words -> words.isEmpty() ? List.of() : List.of(words.split("\n", -1)));
  }

  void applyTo(AgentArguments arguments) {
    for (AgentFlag flag : AgentFlag.all()) {
      if (arguments.has(flag.name())) continue;
      String name = flag.name().replace('_', '-');
      boolean property = properties.containsKey(name);
      String value = property ? properties.get(name) : variables.get(name);
      if (value == null || value.isEmpty()) continue; // an empty variable is one that was not set
      String source =
          property ? "lictor." + name : "LICTOR_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
      try {
        for (String part : parts(flag, value)) arguments.set(flag, part);
      } catch (FlagException e) {
        throw new ConfigException(source + ": " + e.getMessage(), e);
      }
    }
  }

  /** Paths are parted as in PATH, other lists by commas; an HCL fragment stays whole. */
  private static List<String> parts(AgentFlag flag, String value) {
    if (flag.name().startsWith("config-") && flag.kind() == AgentFlag.Kind.LIST) {
      return List.of(value.split(Pattern.quote(File.pathSeparator)));
    }
    boolean several = flag.kind() == AgentFlag.Kind.LIST || flag.kind() == AgentFlag.Kind.MAP;
    return several && !flag.name().equals("hcl")
        ? List.of(value.strip().split("\\s*,\\s*"))
        : List.of(value);
  }
}
