package org.lictor.exec;

import java.time.Duration;
import java.util.List;

/**
 * What is to be run: one of a command, words, and a script.
 *
 * @param command a line for the shell; empty for none
 * @param args a program with its arguments
 * @param script the content of a file that is to be run
 * @param quiet a sign of life is wanted when there has been no output for so long
 */
record Job(String command, List<String> args, byte[] script, Duration quiet) {
  private static final Duration DEFAULT_QUIET = Duration.ofSeconds(2);

  /** More signs of life than that help nobody. */
  private static final Duration LEAST_QUIET = Duration.ofMillis(100);

  Job {
    args = List.copyOf(args);
    if (quiet.compareTo(LEAST_QUIET) < 0) quiet = DEFAULT_QUIET;
  }
}
