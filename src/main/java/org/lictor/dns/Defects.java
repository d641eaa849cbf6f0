package org.lictor.dns;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs each defect once: whoever found a message that causes it can send any number of them. Any
 * thread.
 */
final class Defects {
  private static final Logger LOG = System.getLogger(Defects.class.getName());
  private static final int MOST_KINDS = 64;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  void report(Throwable defect) {
    StackTraceElement[] trace = defect.getStackTrace();
    String kind = defect.getClass().getName() + (trace.length == 0 ? "" : trace[0].toString());
    if (known.size() < MOST_KINDS && known.add(kind)) {
      LOG.log(
          Level.ERROR,
          "DNS question answered with SERVFAIL; further ones of this kind are not logged",
          defect);
    }
  }
}
