package org.lictor.cli;

/**
 * One command of the tool. An instance serves one call: {@link Main} makes it, lets it declare its
 * flags, and then either prints its help or runs it. Listed by its words in {@link Commands}.
 */
public interface Command {
  /**
   * The usage line and the explanation, as the top of the help page; the options are added from the
   * flags.
   */
  String usage();

  /**
   * Declares the flags this command knows; anything else is refused before {@link #run} is reached.
   */
  void declare(FlagSet flags);

  /**
   * Does the work.
   *
   * @return the exit code: 0 success, 1 failure, others as the command documents
   * @throws Failure with what to print on the error stream; its exit code ends the process
   */
  int run(Call call) throws Failure;
}
