package org.lictor.it.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.lictor.it.linear.Outcome;

/**
 * Writes each value to a key of its own, so that each acknowledged write can be looked for when all
 * is over, and one that was applied twice shows: its key was modified after it was created.
 */
public final class OwnKeysWorkload implements Workload {
  private final KvClient kv;
  private final String prefix;
  private final AtomicLong number = new AtomicLong();
  private final AcknowledgedWrites acknowledged = new AcknowledgedWrites();
  private final Map<String, String> unknown = new ConcurrentHashMap<>();

  public OwnKeysWorkload(KvClient kv, String prefix) {
    this.kv = kv;
    this.prefix = prefix;
  }

  @Override
  public void step(int client, RandomGenerator random) {
    long next = number.incrementAndGet();
    String key = prefix + "/" + next;
    String value = "of client " + client + ", " + next;
    note(key, value, kv.write(key, value, random).outcome());
  }

  public AcknowledgedWrites acknowledged() {
    return acknowledged;
  }

  /** What is wrong with what is there now; empty if all is well. */
  public List<String> problems() {
    return problems(
        kv.under(prefix + "/").orElseThrow(() -> new IllegalStateException("no answer")));
  }

  List<String> problems(List<KvClient.Entry> entries) {
    List<String> problems = new ArrayList<>();
    List<String> missing = new ArrayList<>(acknowledged.keys());
    for (KvClient.Entry entry : entries) {
      missing.remove(entry.key());
      List<String> values = acknowledged.of(entry.key());
      String expected = values.isEmpty() ? unknown.get(entry.key()) : values.get(0);
      if (!entry.value().equals(expected)) {
        problems.add("%s holds %s, not %s".formatted(entry.key(), entry.value(), expected));
      }
      if (entry.createIndex() != entry.modifyIndex()) {
        problems.add("applied more than once: " + entry);
      }
    }
    missing.forEach(key -> problems.add("acknowledged, but not there: " + key));
    return problems;
  }

  void note(String key, String value, Outcome outcome) {
    switch (outcome) {
      case OK -> acknowledged.add(key, value);
      case UNKNOWN -> unknown.put(key, value);
      case FAILED -> {}
    }
  }
}
