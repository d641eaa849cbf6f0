package org.lictor.it.load;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.lictor.it.linear.Call;
import org.lictor.it.linear.Calls;
import org.lictor.it.linear.Outcome;
import org.lictor.it.linear.Transaction;
import org.lictor.it.linear.Transaction.Cas;
import org.lictor.it.linear.Transaction.Read;
import org.lictor.it.linear.Transaction.Step;
import org.lictor.it.linear.Transaction.Write;
import org.lictor.it.linear.TransactionModel;

/**
 * Transactions on groups of two keys, with their history: they read both, write both, or compare
 * and set one or both on what this client last saw, which may be long ago.
 */
public final class TransactionWorkload implements Workload {
  public static final TransactionModel MODEL = new TransactionModel(2);

  private static final Base ABSENT = new Base(null, 0);

  private final TxnClient client;
  private final String prefix;
  private final int groups;
  private final Calls<Transaction> calls = new Calls<>();
  private final Map<Slot, Base> bases = new ConcurrentHashMap<>();
  private final AtomicLong values = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();

  private record Base(String value, long index) {}

  private record Slot(int client, String key) {}

  /** On {@code groups} groups of keys under {@code prefix}, where nothing may be yet. */
  public TransactionWorkload(TxnClient client, String prefix, int groups) {
    this.client = client;
    this.prefix = prefix;
    this.groups = groups;
  }

  @Override
  public void step(int who, RandomGenerator random) {
    String group = group(random.nextInt(groups));
    switch (random.nextInt(8)) {
      case 0, 1 -> look(who, group, random);
      case 2 -> run(who, group, List.of(write(0), write(1)), random);
      case 3, 4 -> {
        int key = random.nextInt(2);
        run(who, group, List.of(cas(who, group, key), new Read(1 - key, null)), random);
      }
      default -> {
        if (random.nextBoolean() || look(who, group, random)) {
          run(who, group, List.of(cas(who, group, 0), cas(who, group, 1)), random);
        }
      }
    }
  }

  private String group(int number) {
    return prefix + "/g" + number;
  }

  private Step write(int key) {
    return new Write(key, "v" + values.incrementAndGet());
  }

  private Step cas(int who, String group, int key) {
    Base base = bases.getOrDefault(new Slot(who, key(group, key)), ABSENT);
    return new Cas(key, base.value(), "v" + values.incrementAndGet());
  }

  private static String key(String group, int key) {
    return group + "/" + key;
  }

  private boolean look(int who, String group, RandomGenerator random) {
    return run(who, group, List.of(new Read(0, null), new Read(1, null)), random);
  }

  /** Whether it was carried out. */
  private boolean run(int who, String group, List<Step> steps, RandomGenerator random) {
    List<TxnClient.Op> ops = steps.stream().map(step -> op(who, group, step)).toList();
    boolean reads = steps.stream().allMatch(Read.class::isInstance);
    long invoked = System.nanoTime();
    TxnClient.Result result = client.run(ops, random);
    long returned = System.nanoTime();
    if (reads && result.outcome() != Outcome.OK) {
      return false;
    }
    List<Step> told = result.done() ? told(who, group, steps, result) : steps;
    Transaction transaction = new Transaction(told, result.done());
    calls.add(new Call<>(who, group, transaction, result.outcome(), invoked, returned));
    if (result.done() && !reads) {
      acknowledged.incrementAndGet();
    }
    return result.done();
  }

  private TxnClient.Op op(int who, String group, Step step) {
    String key = key(group, step.key());
    if (step instanceof Write write) {
      return TxnClient.Op.set(key, write.value());
    }
    return step instanceof Cas cas
        ? TxnClient.Op.cas(key, cas.value(), bases.getOrDefault(new Slot(who, key), ABSENT).index())
        : TxnClient.Op.read(key);
  }

  /** The steps with what was read; what was seen is the base for later ones. */
  private List<Step> told(int who, String group, List<Step> steps, TxnClient.Result result) {
    return IntStream.range(0, steps.size())
        .mapToObj(i -> told(who, group, steps.get(i), result.entries().get(i)))
        .toList();
  }

  private Step told(int who, String group, Step step, KvClient.Entry entry) {
    Slot slot = new Slot(who, key(group, step.key()));
    if (step instanceof Cas cas) {
      bases.put(slot, new Base(cas.value(), entry.modifyIndex()));
      return step;
    }
    if (step instanceof Write write) {
      bases.put(slot, new Base(write.value(), entry.modifyIndex()));
      return step;
    }
    Base seen = entry.modifyIndex() == 0 ? ABSENT : new Base(entry.value(), entry.modifyIndex());
    bases.put(slot, seen);
    return new Read(step.key(), seen.value());
  }

  /** Reads each group once more, as a last word to the history; false if one was not answered. */
  public boolean readAll(RandomGenerator random) {
    boolean all = true;
    for (int i = 0; i < groups; i++) {
      all &= look(-1, group(i), random);
    }
    return all;
  }

  public Calls<Transaction> calls() {
    return calls;
  }

  /** How many that wrote were carried out, as their clients were told. */
  public long acknowledged() {
    return acknowledged.get();
  }
}
