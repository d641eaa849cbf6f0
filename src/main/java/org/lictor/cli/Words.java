package org.lictor.cli;

import java.util.List;

/**
 * The words of a call split into command and arguments, by the rules of Consul's tool.
 *
 * @param command the longest known command or group the words name; empty if they name none
 * @param arguments what follows the command
 * @param version whether the version was asked for in front of the command
 * @param help whether help was asked for anywhere before {@code --}
 * @param flagsBefore whether other flags stand in front of the command
 * @param stray whether there is a word that names no command
 */
record Words(
    String command,
    List<String> arguments,
    boolean version,
    boolean help,
    boolean flagsBefore,
    boolean stray) {
  static Words read(List<String> args) {
    boolean version = false;
    boolean help = false;
    boolean flagsBefore = false;
    int first = -1;
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg.equals("--")) break;
      if (arg.equals("-h") || arg.equals("-help") || arg.equals("--help")) {
        help = true;
      } else if (first < 0) {
        if (arg.equals("-v") || arg.equals("-version") || arg.equals("--version")) version = true;
        else if (arg.startsWith("-")) flagsBefore = true;
        else first = i;
      }
    }
    String command = "";
    int rest = Math.max(first, 0);
    if (first >= 0) {
      String words = args.get(first);
      while (args.get(rest).indexOf(' ') < 0 && Commands.known(words)) {
        command = words;
        rest++;
        if (rest >= args.size()) break;
        words = words.concat(" ").concat(args.get(rest));
      }
    }
    List<String> arguments = command.isEmpty() ? List.of() : args.subList(rest, args.size());
    return new Words(
        command, arguments, version, help, flagsBefore, first >= 0 && command.isEmpty());
  }
}
