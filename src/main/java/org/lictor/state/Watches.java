package org.lictor.state;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The watches that are out, by topic. Readers take them from any thread, <em>before</em> they read
 * the image; the thread that applies commands fires them <em>after</em> it has published the image,
 * so that a reader either sees the change or is told of it.
 *
 * <p>Watches that nobody sleeps on stay until their topic is touched. Beyond {@value #MOST_WATCHES}
 * they are fired without a change, which is always allowed and only costs their holders another
 * read.
 */
public final class Watches {
  /** About 15 MB. More topics than that are not read again and again. */
  static final int MOST_WATCHES = 100_000;

  /** Prefixes longer than this share the last slot of {@link #prefixLengths}. */
  private static final int LONGEST_COUNTED = 512;

  private final ConcurrentHashMap<Topic, Watch> out = new ConcurrentHashMap<>();

  /**
   * How many prefixes of each length are watched: only those lengths are looked up when a key is
   * touched.
   */
  private final AtomicIntegerArray prefixLengths = new AtomicIntegerArray(LONGEST_COUNTED + 1);

  /** The watch on {@code topic}: the same one for all who ask until it fires. */
  Watch on(Topic topic) {
    Watch watch = out.get(topic);
    if (watch != null) {
      return watch;
    }
    if (out.size() >= MOST_WATCHES) {
      fireIdle();
    }
    return out.computeIfAbsent(
        topic,
        wanted -> {
          if (wanted.kind() == Topic.Kind.KEY_PREFIX) {
            prefixLengths.incrementAndGet(slot(wanted.key().length()));
          }
          return new Watch(wanted);
        });
  }

  void fire(Collection<Topic> touched) {
    if (out.isEmpty()) {
      return;
    }
    for (Topic topic : touched) {
      fire(topic);
      if (topic.kind() == Topic.Kind.KEY) {
        firePrefixesOf(topic.key());
      }
    }
  }

  void fireAll() {
    for (Topic topic : out.keySet()) {
      fire(topic);
    }
  }

  private void firePrefixesOf(String key) {
    for (int length = 0; length <= key.length(); length++) {
      if (prefixLengths.get(slot(length)) > 0) {
        fire(Topic.keyPrefix(key.substring(0, length)));
      }
    }
  }

  private void fire(Topic topic) {
    Watch watch = out.get(topic);
    if (watch != null) {
      fire(watch);
    }
  }

  /**
   * Marks the watch before it is out of the map: while a reader takes idle ones out, the thread
   * that applies must find each either here or marked, or it would acknowledge a change of which
   * the watch's holder has not been told.
   */
  private void fire(Watch watch) {
    Topic topic = watch.topic();
    watch.mark();
    if (out.remove(topic, watch) && topic.kind() == Topic.Kind.KEY_PREFIX) {
      prefixLengths.decrementAndGet(slot(topic.key().length()));
    }
    watch.wake();
  }

  private void fireIdle() {
    for (Watch watch : out.values()) {
      if (watch.idle()) {
        fire(watch);
      }
    }
  }

  private static int slot(int length) {
    return Math.min(length, LONGEST_COUNTED);
  }
}
