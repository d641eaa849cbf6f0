package org.lictor.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call by the rules of Go's flag package: one or two dashes, {@code -f v} or
 * {@code -f=v}, switches without a value, and no more flags after the first operand or {@code --}.
 *
 * @param flags each as {@code -name=value}, in the order given, up to the first that cannot be one
 * @param operands what follows the flags
 * @param problem why reading stopped early, in Go's words; null if it did not
 */
record GoArguments(List<String> flags, List<String> operands, @Nullable String problem) {
  static GoArguments read(List<String> arguments, FlagSet known) {
    List<String> flags = new ArrayList<>();
    int at = 0;
    while (at < arguments.size()) {
      String argument = arguments.get(at);
      if (argument.length() < 2 || argument.charAt(0) != '-') break;
      at++;
      if (argument.equals("--")) break;
      String flag = argument.substring(argument.charAt(1) == '-' ? 2 : 1);
      if (flag.startsWith("-") || flag.startsWith("="))
        return stopped(flags, "bad flag syntax: ".concat(argument));
      int equals = flag.indexOf('=');
      String name = equals < 0 ? flag : flag.substring(0, equals);
      if (!known.has(name)) return stopped(flags, "flag provided but not defined: -".concat(name));
      if (equals >= 0) {
        flags.add("-".concat(flag));
      } else if (isOn(known.flag(name), at == arguments.size())) {
        flags.add("-".concat(name).concat("=true"));
      } else if (at < arguments.size()) {
        flags.add("-".concat(name).concat("=").concat(arguments.get(at++)));
      } else {
        return stopped(flags, "flag needs an argument: -".concat(name));
      }
    }
    return new GoArguments(flags, List.copyOf(arguments.subList(at, arguments.size())), null);
  }

  private static boolean isOn(Flag flag, boolean last) {
    return flag.kind() == FlagKind.TOGGLE || (flag.kind() == FlagKind.BOOLEAN && last);
  }

  private static GoArguments stopped(List<String> flags, String problem) {
    return new GoArguments(flags, List.of(), problem);
  }
}
