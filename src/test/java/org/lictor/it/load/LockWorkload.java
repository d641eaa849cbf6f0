package org.lictor.it.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.lictor.it.linear.Call;
import org.lictor.it.linear.Calls;
import org.lictor.it.linear.LockAction;
import org.lictor.it.linear.LockAction.Taken;
import org.lictor.it.linear.LockModel;
import org.lictor.it.linear.Outcome;

/**
 * Clients that take and give back locks with sessions, with the history. Each session is used by
 * one client for one lock, ended now and then, and sometimes tried once more after that.
 */
public final class LockWorkload implements Workload {
  public static final LockModel MODEL = new LockModel();

  private final LockClient client;
  private final String prefix;
  private final int locks;
  private final Calls<LockAction> calls = new Calls<>();
  private final Map<Integer, Use> uses = new ConcurrentHashMap<>();
  private final AtomicLong taken = new AtomicLong();

  /**
   * What a client has.
   *
   * @param ending whether it wants the session to end, and does not know yet that it has
   */
  private record Use(String lock, String session, boolean ending) {}

  /** On {@code locks} keys under {@code prefix}, where nothing may be yet. */
  public LockWorkload(LockClient client, String prefix, int locks) {
    this.client = client;
    this.prefix = prefix;
    this.locks = locks;
  }

  @Override
  public void step(int who, RandomGenerator random) {
    Use use = uses.get(who);
    if (use == null) {
      String lock = lock(random.nextInt(locks));
      client.begin(random).ifPresent(session -> uses.put(who, new Use(lock, session, false)));
    } else if (use.ending()) {
      end(who, use, random);
    } else {
      switch (random.nextInt(8)) {
        case 0 -> end(who, use, random);
        case 1 -> look(who, use.lock(), random);
        case 2, 3, 4 -> release(who, use, random);
        default -> acquire(who, use, random);
      }
    }
  }

  private String lock(int number) {
    return prefix + "/" + number;
  }

  private void acquire(int who, Use use, RandomGenerator random) {
    long invoked = System.nanoTime();
    LockClient.Acquired acquired = client.acquire(use.lock(), use.session(), random);
    LockAction action = new LockAction.Acquire(use.session(), acquired.taken());
    note(who, use.lock(), action, acquired.outcome(), invoked);
    if (acquired.taken() == Taken.YES) {
      taken.incrementAndGet();
    }
  }

  private void release(int who, Use use, RandomGenerator random) {
    long invoked = System.nanoTime();
    KvClient.Written released = client.release(use.lock(), use.session(), random);
    LockAction action = new LockAction.Release(use.session(), released.yes());
    note(who, use.lock(), action, released.outcome(), invoked);
  }

  /** Until it is known that the session has ended: it would hold the lock for ever. */
  private void end(int who, Use use, RandomGenerator random) {
    long invoked = System.nanoTime();
    Outcome outcome = client.end(use.session(), random);
    note(who, use.lock(), new LockAction.End(use.session()), outcome, invoked);
    if (outcome != Outcome.OK) {
      uses.put(who, new Use(use.lock(), use.session(), true));
      return;
    }
    uses.remove(who);
    if (random.nextInt(4) == 0) {
      acquire(who, use, random);
    }
  }

  private boolean look(int who, String lock, RandomGenerator random) {
    long invoked = System.nanoTime();
    return client
        .look(lock, random)
        .map(
            seen -> {
              note(who, lock, seen, Outcome.OK, invoked);
              return true;
            })
        .orElse(false);
  }

  private void note(int who, String lock, LockAction action, Outcome outcome, long invoked) {
    calls.add(new Call<>(who, lock, action, outcome, invoked, System.nanoTime()));
  }

  /** Looks at each lock once more, as a last word to the history; false if one was not answered. */
  public boolean readAll(RandomGenerator random) {
    boolean all = true;
    for (int i = 0; i < locks; i++) {
      all &= look(-1, lock(i), random);
    }
    return all;
  }

  public Calls<LockAction> calls() {
    return calls;
  }

  /** How often a client was told that it has its lock. */
  public long taken() {
    return taken.get();
  }
}
