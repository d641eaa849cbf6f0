package org.lictor.it.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.lictor.it.linear.Outcome;

/**
 * A counter that clients raise by reading it and setting the next number on condition. No number is
 * given to two of them, and in the end it has counted each acknowledged raise once.
 */
public final class CounterWorkload implements Workload {
  private final KvClient kv;
  private final ReadMode reads;
  private final String key;
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong unknown = new AtomicLong();

  public CounterWorkload(KvClient kv, ReadMode reads, String key) {
    this.kv = kv;
    this.reads = reads;
    this.key = key;
  }

  @Override
  public void step(int client, RandomGenerator random) {
    Optional<Optional<KvClient.Entry>> answer = kv.read(key, reads, random);
    if (answer.isEmpty()) {
      return;
    }
    Optional<KvClient.Entry> entry = answer.get();
    long next = entry.map(e -> Long.parseLong(e.value())).orElse(0L) + 1;
    long index = entry.map(KvClient.Entry::modifyIndex).orElse(0L);
    note(next, kv.cas(key, index, "" + next, random));
  }

  void note(long next, KvClient.Written written) {
    if (written.outcome() == Outcome.UNKNOWN) {
      unknown.incrementAndGet();
    } else if (written.yes() && !acknowledged.add(next)) {
      throw new IllegalStateException("two raises to the same number succeeded: " + next);
    }
  }

  public long acknowledged() {
    return acknowledged.size();
  }

  /** What is wrong with the number that is there now; empty if all is well. */
  public List<String> problems() {
    Optional<KvClient.Entry> entry =
        kv.now(key).orElseThrow(() -> new IllegalStateException("no answer"));
    return problems(entry.map(e -> Long.parseLong(e.value())).orElse(0L));
  }

  List<String> problems(long counted) {
    List<String> problems = new ArrayList<>();
    if (counted < acknowledged.size() || counted > acknowledged.size() + unknown.get()) {
      problems.add(
          "%d raises were acknowledged and %d may have been made, but the counter is at %d"
              .formatted(acknowledged.size(), unknown.get(), counted));
    }
    return problems;
  }
}
