package org.lictor.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entry of the command line: finds the command, reads its flags, runs it, and turns what it
 * says into output and an exit code.
 */
public final class Main {
  /** The shell's code for a command it cannot find; Consul gives it for unknown commands. */
  private static final int UNKNOWN_COMMAND = 127;

  /** Runs the tool and ends the process with its exit code. */
  public static void main(String[] args) {
    // Our own streams: results are UTF-8 bytes whatever the locale says, and not flushed line by
    // line.
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 16 * 1024),
            false,
            StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    int code = new Main().run(args, out, err, System.in, System.getenv());
    out.flush();
    err.flush();
    // halt, not exit: no hook of ours is left to run, and exit would wait for the JDK's.
    Runtime.getRuntime().halt(code);
  }

  /**
   * Runs one call.
   *
   * @param args command words, flags and operands
   * @param out for results; flushed on return
   * @param err for complaints
   * @param in standard input, read only by commands that are told to
   * @param env the variables
   * @return the exit code
   */
  public int run(
      String[] args, PrintStream out, PrintStream err, InputStream in, Map<String, String> env) {
    try {
      return dispatch(
          Words.read(Arrays.asList(args)), new Streams(out, err, in), new Environment(env));
    } finally {
      out.flush();
    }
  }

  private record Streams(PrintStream out, PrintStream err, InputStream in) {}

  private static int dispatch(Words words, Streams streams, Environment environment) {
    if (words.version()) return runCommand(new VersionCommand(), List.of(), streams, environment);
    String name = words.command();
    @Nullable Command command = name.isEmpty() ? null : Commands.create(name);
    if (words.help() && !words.stray()) {
      print(
          streams.out,
          name.isEmpty()
              ? HelpPage.top()
              : command == null ? HelpPage.group(name) : HelpPage.of(command));
      return 0;
    }
    if (name.isEmpty()) {
      print(streams.err, HelpPage.top());
      return UNKNOWN_COMMAND;
    }
    if (words.flagsBefore()) {
      print(
          streams.err,
          "Invalid flags before the subcommand. If these flags are for\n"
              + "the subcommand, please put them after the subcommand.\n");
      return 1;
    }
    if (command == null) {
      print(streams.err, HelpPage.group(name));
      return 1;
    }
    return runCommand(command, words.arguments(), streams, environment);
  }

  private static int runCommand(
      Command command, List<String> arguments, Streams streams, Environment environment) {
    FlagSet flags = new FlagSet();
    command.declare(flags);
    try {
      if (command instanceof OwnArguments own) return own.run(arguments, streams.out);
      return command.run(
          new Call(flags.parse(arguments), environment, streams.out, streams.err, streams.in));
    } catch (FlagException e) {
      streams.err.print(e.getMessage() + "\n" + FlagText.goList(flags));
      return 1;
    } catch (Failure e) {
      streams.out.flush(); // what was done before the failure is read before it
      print(streams.err, String.valueOf(e.getMessage()));
      if (e.withHelp()) print(streams.err, "\n" + HelpPage.of(command));
      return 1;
    }
  }

  private static void print(PrintStream stream, String text) {
    stream.print(text);
    stream.print('\n');
  }
}
