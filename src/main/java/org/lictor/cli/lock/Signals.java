package org.lictor.cli.lock;

import java.io.IOException;
import java.util.List;
import sun.misc.Signal;

/** The signals of this process: those that end it, and those that are for its child. */
public final class Signals {
  private static final List<String> ENDING = List.of("INT", "TERM");

  /** Those that the JVM leaves to us. */
  private static final List<String> FORWARDED = List.of("HUP", "USR2", "WINCH");

  private Signals() {}

  /** Has {@code ending} run, on a thread of its own, when the process is asked to end. */
  public static void onEnd(Runnable ending) {
    ENDING.forEach(name -> Signal.handle(new Signal(name), signal -> ending.run()));
  }

  /** Passes further signals on to the process of that id. */
  public static void forwardTo(long pid) {
    for (String name : FORWARDED) {
      Signal.handle(
          new Signal(name),
          signal -> {
            try {
              new ProcessBuilder("kill", "-" + signal.getName(), Long.toString(pid)).start();
            } catch (IOException gone) {
              // there is nobody to tell
            }
          });
    }
  }
}
