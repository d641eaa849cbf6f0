package org.lictor.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * All figures of this process. Instruments are asked for by name once and kept by who measures; of
 * one name and labels there is one. Their number is the program's, never a client's: labels come
 * from fixed sets. Any thread.
 */
public final class Metrics {
  /** Values are taken together over this long, as Consul's are. */
  public static final Duration INTERVAL = Duration.ofSeconds(10);

  private static final Metrics PROCESS = new Metrics(InstantSource.system());

  private final InstantSource clock;
  private final long start;
  private final Map<String, Instrument> instruments = new ConcurrentHashMap<>();
  private final Map<String, Reading> gauges = new ConcurrentHashMap<>();

  private record Reading(String name, Map<String, String> labels, DoubleSupplier value) {}

  Metrics(InstantSource clock) {
    this.clock = clock;
    this.start = clock.millis() / INTERVAL.toMillis();
  }

  /** The ones of this process, whichever part of it measures. */
  public static Metrics ofProcess() {
    return PROCESS;
  }

  /** What counts how often something happens. */
  public Instrument counter(String name, String... labels) {
    return instrument(name, true, labels);
  }

  /** What takes sizes or times. */
  public Instrument sample(String name, String... labels) {
    return instrument(name, false, labels);
  }

  /**
   * Has {@code value} asked for whenever somebody wants a report, in place of an earlier one of
   * that name and those labels. What is not a number, or fails, is left out.
   */
  public void gauge(String name, DoubleSupplier value, String... labels) {
    gauges.put(key(name, labels), new Reading(name, pairs(labels), value));
  }

  private Instrument instrument(String name, boolean counter, String... labels) {
    return instruments.computeIfAbsent(
        key(name, labels), key -> new Instrument(name, pairs(labels), counter, clock::millis));
  }

  private static String key(String name, String... labels) {
    return name + '\n' + String.join("\n", labels);
  }

  private static Map<String, String> pairs(String... labels) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      pairs.put(labels[i], labels[i + 1]);
    }
    return Collections.unmodifiableMap(pairs);
  }

  /**
   * What they show of the last whole interval, or of the first one while it lasts. Instruments that
   * showed nothing for longer than {@code silence} are left out.
   */
  public Report report(Duration silence) {
    long now = clock.millis();
    boolean first = now / INTERVAL.toMillis() == start;
    List<Series> series = new ArrayList<>();
    for (Instrument instrument : instruments.values()) {
      if (instrument.lastMillis() > 0 && instrument.lastMillis() >= now - silence.toMillis()) {
        series.add(instrument.series(first));
      }
    }
    series.sort(Comparator.comparing(Series::name).thenComparing(one -> one.labels().toString()));
    long interval = now / INTERVAL.toMillis() - (first ? 0 : 1);
    Instant began = Instant.ofEpochMilli(interval * INTERVAL.toMillis());
    return new Report(began, INTERVAL, gauges(), series);
  }

  private List<Gauge> gauges() {
    List<Gauge> read = new ArrayList<>();
    for (Reading reading : gauges.values()) {
      double value = value(reading);
      if (!Double.isNaN(value)) {
        read.add(new Gauge(reading.name(), reading.labels(), value));
      }
    }
    read.sort(Comparator.comparing(Gauge::name).thenComparing(one -> one.labels().toString()));
    return read;
  }

  private static double value(Reading reading) {
    try {
      return reading.value().getAsDouble();
    } catch (RuntimeException unreadable) {
      System.getLogger(Metrics.class.getName())
          .log(
              System.Logger.Level.DEBUG,
              () -> "cannot read " + reading.name() + ": " + unreadable.getMessage());
      return Double.NaN;
    }
  }
}
