package org.lictor.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code agent}, read by the rules of Go's flag package: {@code -f v}, {@code
 * -f=v}, {@code --f}, a boolean takes a value only behind {@code =}, {@code --} or the first word
 * that is no flag ends the flags. Not for several threads.
 */
public final class AgentArguments {
  private final Map<String, Object> lists = new LinkedHashMap<>();
  private final Map<String, Object> scalars = new LinkedHashMap<>();
  private final List<String> configPaths = new ArrayList<>();
  private final List<String> fragments = new ArrayList<>();
  private final Set<String> given = new LinkedHashSet<>();
  private List<String> extra = List.of();
  private @Nullable String configFormat;
  private boolean dev;
  private boolean helpRequested;

  private AgentArguments() {}

  /**
   * Reads the words behind {@code agent}.
   *
   * @throws FlagException with Go's text if a flag is unknown or its value malformed
   */
  public static AgentArguments parse(List<String> words) {
    AgentArguments arguments = new AgentArguments();
    int at = 0;
    while (at < words.size() && !arguments.helpRequested) {
      String word = words.get(at);
      if (word.length() < 2 || !word.startsWith("-")) break;
      at++;
      if (word.equals("--")) break;
      String body = word.substring(word.startsWith("--") ? 2 : 1);
      if (body.startsWith("-") || body.startsWith("="))
        throw new FlagException("bad flag syntax: " + word);
      int equals = body.indexOf('=');
      String name = equals < 0 ? body : body.substring(0, equals);
      AgentFlag flag = AgentFlag.named(name);
      if (flag == null) {
        if (!name.equals("h") && !name.equals("help")) {
          throw new FlagException("flag provided but not defined: -" + name);
        }
        arguments.helpRequested = true;
      } else if (equals >= 0) {
        arguments.set(flag, body.substring(equals + 1));
      } else if (flag.kind() == AgentFlag.Kind.BOOL) {
        arguments.set(flag, "true");
      } else if (at == words.size()) {
        throw new FlagException("flag needs an argument: -" + name);
      } else {
        arguments.set(flag, words.get(at++));
      }
    }
    arguments.extra = List.copyOf(words.subList(at, words.size()));
    return arguments;
  }

  /**
   * Sets a flag as if it stood on the command line.
   *
   * @throws FlagException if the value is not of the flag's kind
   */
  void set(AgentFlag flag, String value) {
    given.add(flag.name());
    switch (flag.name()) {
      case "config-dir", "config-file" -> configPaths.add(value);
      case "config-format" -> configFormat = value;
      case "hcl" -> fragments.add(value);
      case "dev" -> dev = bool(flag, value);
      default -> setting(flag, value);
    }
  }

  private void setting(AgentFlag flag, String value) {
    switch (flag.kind()) {
      case TEXT -> Trees.put(scalars, flag.path(), value);
      case BOOL -> Trees.put(scalars, flag.path(), bool(flag, value));
      case INT -> Trees.put(scalars, flag.path(), number(flag, value));
      case LIST -> Trees.append(lists, flag.path(), value);
      case MAP -> {
        int colon = value.indexOf(':');
        String key = colon < 0 ? value : value.substring(0, colon);
        Trees.putKey(scalars, flag.path(), key, colon < 0 ? "" : value.substring(colon + 1));
      }
    }
  }

  private static boolean bool(AgentFlag flag, String value) {
    return switch (value) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default ->
          throw new FlagException(
              "invalid boolean value "
                  + Texts.quote(value)
                  + " for -"
                  + flag.name()
                  + ": strconv.ParseBool: parsing "
                  + Texts.quote(value)
                  + ": invalid syntax");
    };
  }

  private static long number(AgentFlag flag, String value) {
    boolean digits = value.matches("[+-]?[0-9]+");
    try {
      if (digits) return Integer.parseInt(value);
    } catch (NumberFormatException tooLarge) {
      // told below
    }
    throw new FlagException(
        "invalid value "
            + Texts.quote(value)
            + " for flag -"
            + flag.name()
            + ": strconv.Atoi: parsing "
            + Texts.quote(value)
            + ": "
            + (digits ? "value out of range" : "invalid syntax"));
  }

  /** Whether the flag of this name was set. */
  boolean has(String name) {
    return given.contains(name);
  }

  /** List-valued settings; they come before those of files, for lists are concatenated. */
  Map<String, Object> lists() {
    return lists;
  }

  /** All other settings; they are laid over those of files. */
  Map<String, Object> scalars() {
    return scalars;
  }

  /** Files and directories in the order given. */
  public List<String> configPaths() {
    return List.copyOf(configPaths);
  }

  /** The value of {@code -config-format}. */
  public Optional<String> configFormat() {
    return Optional.ofNullable(configFormat);
  }

  /** The values of {@code -hcl}. */
  public List<String> fragments() {
    return List.copyOf(fragments);
  }

  /** Whether {@code -dev} was given. */
  public boolean dev() {
    return dev;
  }

  /** Whether {@code -h} or {@code -help} stood before any error; nothing behind it was read. */
  public boolean helpRequested() {
    return helpRequested;
  }

  /** Words that are no flags; {@code agent} takes none. */
  public List<String> extra() {
    return extra;
  }
}
