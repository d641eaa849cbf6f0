package org.lictor.cli;

import java.util.List;

/** The pages the tool prints about itself, in Consul's layout. */
final class HelpPage {
  private HelpPage() {}

  /** The page of one command: its usage, then its flags in two sections. */
  static String of(Command command) {
    FlagSet flags = new FlagSet();
    command.declare(flags);
    return command
        .usage()
        .strip()
        .concat("\n\n")
        .concat(FlagText.section("HTTP API Options", true, flags))
        .concat(FlagText.section("Command Options", false, flags))
        .stripTrailing();
  }

  /** The list of all commands. */
  static String top() {
    return "Usage: lictor [--version] [--help] <command> [<args>]\n\nAvailable commands are:\n"
        .concat(list(""));
  }

  /** The page of a group with its commands. */
  static String group(String group) {
    return Commands.groupUsage(group)
        .strip()
        .concat("\n\nSubcommands:\n")
        .concat(list(group.concat(" ")))
        .stripTrailing();
  }

  private static String list(String prefix) {
    List<String> names = Commands.below(prefix);
    int widest = 0;
    for (String name : names) widest = Math.max(widest, name.length());
    StringBuilder list = new StringBuilder();
    for (String name : names) {
      list.append("    ").append(name);
      for (int pad = name.length(); pad < widest + 4; pad++) list.append(' ');
      list.append(Commands.synopsis(prefix.concat(name))).append('\n');
    }
    return list.toString();
  }
}
