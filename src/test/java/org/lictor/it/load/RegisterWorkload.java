package org.lictor.it.load;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.lictor.it.linear.Action;
import org.lictor.it.linear.History;
import org.lictor.it.linear.Operation;
import org.lictor.it.linear.Outcome;

/**
 * Reads, writes and compare-and-sets on a few keys, with the history for the check of
 * linearizability. A compare-and-set is made on what this client last read of the key, which may be
 * long ago; half of the time it reads first.
 */
public final class RegisterWorkload implements Workload {
  private record Base(String value, long index) {}

  private record Slot(int client, String key) {}

  private static final Base ABSENT = new Base(null, 0);

  private final KvClient kv;
  private final ReadMode reads;
  private final String prefix;
  private final int keys;
  private final History history = new History();
  private final AcknowledgedWrites acknowledged = new AcknowledgedWrites();
  private final Map<Slot, Base> bases = new ConcurrentHashMap<>();
  private final AtomicLong values = new AtomicLong();

  /** On {@code keys} keys under {@code prefix}, where nothing may be yet. */
  public RegisterWorkload(KvClient kv, ReadMode reads, String prefix, int keys) {
    this.kv = kv;
    this.reads = reads;
    this.prefix = prefix;
    this.keys = keys;
  }

  @Override
  public void step(int client, RandomGenerator random) {
    String key = key(random.nextInt(keys));
    switch (random.nextInt(4)) {
      case 0 -> read(client, key, random);
      case 1 -> write(client, key, random);
      case 2 -> cas(client, key, random);
      default -> {
        if (read(client, key, random)) {
          cas(client, key, random);
        }
      }
    }
  }

  private String key(int number) {
    return prefix + "/k" + number;
  }

  private boolean read(int client, String key, RandomGenerator random) {
    long invoked = System.nanoTime();
    Optional<Optional<KvClient.Entry>> answer = kv.read(key, reads, random);
    long returned = System.nanoTime();
    answer.ifPresent(
        entry -> {
          Base base = entry.map(e -> new Base(e.value(), e.modifyIndex())).orElse(ABSENT);
          bases.put(new Slot(client, key), base);
          Action read = new Action.Read(base.value(), base.index());
          history.add(new Operation(client, key, read, Outcome.OK, invoked, returned));
        });
    return answer.isPresent();
  }

  private void write(int client, String key, RandomGenerator random) {
    String value = "v" + values.incrementAndGet();
    long invoked = System.nanoTime();
    KvClient.Written written = kv.write(key, value, random);
    long returned = System.nanoTime();
    if (written.outcome() == Outcome.OK && !written.yes()) {
      throw new IllegalStateException("a write on no condition was refused: " + key);
    }
    note(new Operation(client, key, new Action.Write(value), written.outcome(), invoked, returned));
  }

  private void cas(int client, String key, RandomGenerator random) {
    String value = "v" + values.incrementAndGet();
    Base base = bases.getOrDefault(new Slot(client, key), ABSENT);
    long invoked = System.nanoTime();
    KvClient.Written written = kv.cas(key, base.index(), value, random);
    long returned = System.nanoTime();
    Action cas = new Action.Cas(base.value(), value, written.yes());
    note(new Operation(client, key, cas, written.outcome(), invoked, returned));
  }

  private void note(Operation operation) {
    history.add(operation);
    if (operation.changed()) {
      acknowledged.add(operation.key(), operation.written());
    }
  }

  /** Reads each key once more, as a last word to the history; false if one was not answered. */
  public boolean readAll(RandomGenerator random) {
    boolean all = true;
    for (int i = 0; i < keys; i++) {
      all &= read(-1, key(i), random);
    }
    return all;
  }

  public History history() {
    return history;
  }

  public AcknowledgedWrites acknowledged() {
    return acknowledged;
  }

  /** The keys with an acknowledged write that are not there now. */
  public Set<String> lost() {
    Set<String> lost = new TreeSet<>(acknowledged.keys());
    kv.under(prefix + "/")
        .orElseThrow(() -> new IllegalStateException("no answer"))
        .forEach(entry -> lost.remove(entry.key()));
    return lost;
  }
}
