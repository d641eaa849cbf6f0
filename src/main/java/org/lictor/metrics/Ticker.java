package org.lictor.metrics;

/** Tells the time, in milliseconds since 1970. Any thread. */
@FunctionalInterface
interface Ticker {
  long millis();
}
