package org.lictor.dns.net;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/** Ends listeners: a port is free once the last thread has left its socket. */
final class Ends {
  private static final Logger LOG = System.getLogger(Ends.class.getName());

  /** They only finish the message at hand. */
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private Ends() {}

  static void closed(AutoCloseable closing) {
    try {
      closing.close();
    } catch (Exception trouble) {
      LOG.log(Level.WARNING, "closing " + closing, trouble);
    }
  }

  static void of(List<Thread> threads) {
    try {
      for (Thread thread : threads) {
        thread.join(LONGEST.toMillis());
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
