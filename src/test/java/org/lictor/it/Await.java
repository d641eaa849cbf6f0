package org.lictor.it;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The one place where the tests wait: for a condition, by asking again. */
final class Await {
  private Await() {}

  /** Waits; a condition that cannot be asked, as nobody answers, does not hold yet. */
  static void until(
      String what, Duration patience, BooleanSupplier condition, Supplier<String> diagnosis) {
    until(what, patience, condition, () -> false, diagnosis);
  }

  /** Waits, but no longer than there is hope. */
  static void until(
      String what,
      Duration patience,
      BooleanSupplier condition,
      BooleanSupplier hopeless,
      Supplier<String> diagnosis) {
    long end = System.nanoTime() + patience.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > end || hopeless.getAsBoolean()) {
        throw new AssertionError("waited in vain for " + what + "; " + diagnosis.get());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }
}
