package org.lictor.cli;

import java.io.PrintStream;
import java.util.List;

/** A command of Consul's for something that is not here: says so, whatever flags it gets. */
final class RefusedCommand implements Command, OwnArguments {
  private final String words;
  private final String what;

  /**
   * @param what is not here, as the subject of a sentence
   */
  RefusedCommand(String words, String what) {
    this.words = words;
    this.what = what;
  }

  @Override
  public String usage() {
    return "Usage: lictor " + words + "\n\n  " + refusal() + "\n";
  }

  @Override
  public void declare(FlagSet flags) {
    // it takes any, and acts on none
  }

  @Override
  public int run(Call call) throws Failure {
    return run(call.operands(), call.out());
  }

  @Override
  public int run(List<String> typed, PrintStream out) throws Failure {
    throw new Failure(refusal());
  }

  private String refusal() {
    return what + " not supported by Lictor: there is no \"" + words + "\" to be done.";
  }
}
