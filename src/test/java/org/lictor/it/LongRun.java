package org.lictor.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests that start and stop whole clusters for minutes. They are run with {@code scripts/test
 * -Dlictor.its.long=true}, and otherwise reported as skipped.
 */
final class LongRun {
  private LongRun() {}

  static boolean wanted() {
    return Boolean.getBoolean("lictor.its.long");
  }

  static void assumeWanted() {
    assumeTrue(wanted(), "a long run; wants -Dlictor.its.long=true");
  }
}
