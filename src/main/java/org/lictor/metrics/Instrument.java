package org.lictor.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Takes the values of one thing. Whoever measures keeps it and tells it each value, from any
 * thread: that costs a short lock and no search.
 */
public final class Instrument {
  /** Quantiles are made of so many values: enough for the 99th of a hundred. */
  public static final int RECENT = 128;

  private final String name;
  private final Map<String, String> labels;
  private final boolean counter;
  private final Ticker ticker;
  private final double[] recent = new double[RECENT];
  private final long[] recentIntervals = new long[RECENT];
  private long interval = -1;
  private Totals current = Totals.NONE;
  private Totals previous = Totals.NONE;
  private Totals all = Totals.NONE;
  private volatile long lastMillis;

  Instrument(String name, Map<String, String> labels, boolean counter, Ticker ticker) {
    this.name = name;
    this.labels = labels;
    this.counter = counter;
    this.ticker = ticker;
  }

  /** It happened once. */
  public void count() {
    add(1);
  }

  /**
   * It took the time since {@code startNanos}, by {@link System#nanoTime}; told in milliseconds.
   */
  public void since(long startNanos) {
    add((System.nanoTime() - startNanos) / (double) TimeUnit.MILLISECONDS.toNanos(1));
  }

  /** One value. */
  public void add(double value) {
    long millis = ticker.millis();
    synchronized (this) {
      turnTo(millis / Metrics.INTERVAL.toMillis());
      current = current.with(value);
      int at = (int) (all.count() % RECENT);
      recent[at] = value;
      recentIntervals[at] = interval;
      all = all.with(value);
      lastMillis = millis;
    }
  }

  private void turnTo(long now) {
    if (now != interval) {
      previous = now == interval + 1 ? current : Totals.NONE;
      current = Totals.NONE;
      interval = now;
    }
  }

  /** When the last value came, in milliseconds of the clock; 0 before any. */
  long lastMillis() {
    return lastMillis;
  }

  /**
   * What it shows of the interval before the present one.
   *
   * @param orPresent of the present one instead, as there has been no other yet
   */
  synchronized Series series(boolean orPresent) {
    turnTo(ticker.millis() / Metrics.INTERVAL.toMillis());
    int kept = (int) Math.min(RECENT, all.count());
    double[] latest = new double[kept];
    int count = 0;
    for (int i = 0; i < kept; i++) {
      if (recentIntervals[i] >= interval - 1) {
        latest[count++] = recent[i];
      }
    }
    Arrays.sort(latest, 0, count);
    List<Double> sorted = Arrays.stream(latest, 0, count).boxed().toList();
    return new Series(name, labels, counter, orPresent ? current : previous, all, sorted);
  }
}
