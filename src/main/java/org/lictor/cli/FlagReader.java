package org.lictor.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads flags with picocli. Its specification is built by calls and only of the flags that occur:
 * its annotations, and each option, cost time that a user waits for. The rules of Go's syntax were
 * applied before, by {@link GoArguments}.
 */
final class FlagReader {
  private FlagReader() {}

  /**
   * The values by flag name; a list for a flag that may be repeated, else the last one given.
   *
   * @param given each as {@code -name=value}
   */
  static Map<String, Object> read(FlagSet flags, List<String> given) throws FlagException {
    CommandSpec spec = CommandSpec.create();
    for (String argument : given) {
      Flag flag = flags.flag(argument.substring(1, argument.indexOf('=')));
      if (spec.findOption("-".concat(flag.name())) == null) spec.addOption(option(flag));
    }
    CommandLine line =
        new CommandLine(spec)
            .setExpandAtFiles(false)
            .setInterpolateVariables(false)
            .setPosixClusteredShortOptionsAllowed(false)
            .setOverwrittenOptionsAllowed(true)
            .setTrimQuotes(false);
    try {
      ParseResult parsed = line.parseArgs(given.toArray(new String[0]));
      Map<String, Object> values = new HashMap<>();
      for (OptionSpec option : parsed.matchedOptions())
        values.put(option.longestName().substring(1), option.getValue());
      return values;
    } catch (ParameterException e) {
      throw new FlagException(complaint(flags, e));
    }
  }

  private static OptionSpec option(Flag flag) {
    return OptionSpec.builder("-".concat(flag.name()))
        .type(flag.kind().many() ? List.class : Object.class)
        .auxiliaryTypes(Object.class)
        .converters(new Converter(flag.kind()))
        .arity("1")
        .build();
  }

  private static String complaint(FlagSet flags, ParameterException e) {
    Flag flag = flags.flag(((OptionSpec) e.getArgSpec()).longestName().substring(1));
    String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    return flag.kind() == FlagKind.TOGGLE || flag.kind() == FlagKind.BOOLEAN
        ? "invalid boolean value \"" + e.getValue() + "\" for -" + flag.name() + ": " + reason
        : "invalid value \"" + e.getValue() + "\" for flag -" + flag.name() + ": " + reason;
  }

  private record Converter(FlagKind kind) implements ITypeConverter<Object> {
    @Override
    public Object convert(String text) {
      try {
        return kind.read(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
