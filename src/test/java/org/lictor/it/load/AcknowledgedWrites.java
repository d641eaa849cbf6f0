package org.lictor.it.load;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The values whose writes were acknowledged, key by key, in the order in which the answers came.
 * Any thread may add to it.
 */
public final class AcknowledgedWrites {
  private final Map<String, Queue<String>> values = new ConcurrentHashMap<>();

  public void add(String key, String value) {
    values.computeIfAbsent(key, unused -> new ConcurrentLinkedQueue<>()).add(value);
  }

  public Set<String> keys() {
    return Set.copyOf(values.keySet());
  }

  public List<String> of(String key) {
    return List.copyOf(values.getOrDefault(key, new ConcurrentLinkedQueue<>()));
  }

  public long count() {
    return values.values().stream().mapToLong(Queue::size).sum();
  }
}
