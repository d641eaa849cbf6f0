package org.lictor.cli;

import java.io.PrintStream;
import java.util.List;

/**
 * A command that reads the words behind its name by rules of its own; its declared flags are for
 * the help page alone.
 */
public interface OwnArguments {
  /**
   * Does the work.
   *
   * @param words what followed the command, as typed
   * @param out for results
   * @return the exit code
   * @throws Failure with what to print on the error stream
   */
  int run(List<String> words, PrintStream out) throws Failure;
}
