package org.lictor.cli.lock;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.lock.Keys.Pair;
import org.lictor.cli.lock.Keys.Read;
import org.lictor.cli.lock.Keys.Wait;
import org.lictor.cli.net.AgentException;

/**
 * One of several places under a prefix: each contender has a key of its own there, which its
 * session holds, and the holders are listed in the key {@code .lock}.
 */
final class Semaphore implements Latch {
  /** Marks keys of semaphores. */
  private static final BigInteger FLAGS = new BigInteger("e0f69a2baa414de0", 16);

  private static final byte[] NO_VALUE = {};

  private final Keys keys;
  private final String prefix;
  private final long limit;

  Semaphore(Keys keys, String prefix, long limit) {
    this.keys = keys;
    this.prefix = prefix;
    this.limit = limit;
  }

  private String lockKey() {
    return prefix.concat("/.lock");
  }

  private String contenderKey(String session) {
    return prefix.concat("/").concat(session);
  }

  @Override
  public boolean take(String session, Patience patience) throws LockException {
    contend(session);
    String index = "";
    while (patience.allowsTry()) {
      Read read = read(index, patience);
      index = "";
      Pair lock = lock(read.pairs());
      SemaphoreState state = state(lock, read.pairs());
      if (state.holders().contains(session)) {
        return true;
      }
      if (state.holders().size() >= limit) {
        index = read.index();
      } else if (written(state.with(session), lock)) {
        return true;
      }
    }
    return false;
  }

  private void contend(String session) throws LockException {
    try {
      if (!keys.acquire(contenderKey(session), FLAGS, NO_VALUE, session)) {
        throw new LockException("failed to make contender entry: its key is taken");
      }
    } catch (AgentException e) {
      throw new LockException("failed to make contender entry: " + e.getMessage());
    }
  }

  private Read read(String index, Patience patience) throws LockException {
    try {
      return keys.under(prefix, new Wait(index, patience.atMost(KeyLock.WAIT), false));
    } catch (AgentException e) {
      throw new LockException("failed to read prefix: " + e.getMessage());
    }
  }

  private @Nullable Pair lock(List<Pair> pairs) throws LockException {
    for (Pair pair : pairs) {
      if (pair.key().equals(lockKey())) {
        if (!pair.flags().equals(FLAGS)) {
          throw new LockException("Existing key does not match semaphore use");
        }
        return pair;
      }
    }
    return null;
  }

  /** The holders that are alive. */
  private SemaphoreState state(@Nullable Pair lock, List<Pair> pairs) throws LockException {
    if (lock == null) {
      return new SemaphoreState(limit, Set.of());
    }
    SemaphoreState state = SemaphoreState.of(lock);
    if (state.limit() != limit) {
      throw new LockException(
          "semaphore limit conflict (lock: " + state.limit() + ", local: " + limit + ")");
    }
    return state.among(alive(pairs));
  }

  private static Set<String> alive(List<Pair> pairs) {
    Set<String> alive = new TreeSet<>();
    for (Pair pair : pairs) {
      if (pair.held()) {
        alive.add(pair.session());
      }
    }
    return alive;
  }

  private boolean written(SemaphoreState state, @Nullable Pair lock) throws LockException {
    try {
      return keys.writeAt(lockKey(), FLAGS, state.bytes(), lock == null ? "0" : lock.modifyIndex());
    } catch (AgentException e) {
      throw new LockException("failed to update lock: " + e.getMessage());
    }
  }

  @Override
  public String watch(String session, String index) throws AgentException {
    Read read = keys.under(prefix, new Wait(index, KeyLock.WAIT, true));
    try {
      Pair lock = lock(read.pairs());
      boolean held = lock != null && state(lock, read.pairs()).holders().contains(session);
      return held ? read.index() : "";
    } catch (LockException spoilt) {
      return "";
    }
  }

  @Override
  public void release(String session) throws LockException {
    try {
      leave(session);
      keys.delete(contenderKey(session));
    } catch (AgentException e) {
      throw new LockException("failed to release semaphore: " + e.getMessage());
    }
  }

  /** Others change the key at the same time: again until it is done. */
  private void leave(String session) throws AgentException, LockException {
    boolean left = false;
    while (!left) {
      Pair lock = keys.get(lockKey(), Wait.NONE).first();
      if (lock == null) {
        return;
      }
      SemaphoreState state = SemaphoreState.of(lock);
      left =
          !state.holders().contains(session)
              || keys.writeAt(lockKey(), FLAGS, state.without(session).bytes(), lock.modifyIndex());
    }
  }

  @Override
  public void cleanUp() throws LockException {
    try {
      List<Pair> pairs = keys.under(prefix, Wait.NONE).pairs();
      Pair lock = lock(pairs);
      if (lock == null) {
        return;
      }
      boolean used = !SemaphoreState.of(lock).among(alive(pairs)).holders().isEmpty();
      if (used || !keys.deleteAt(lockKey(), lock.modifyIndex())) {
        throw LockException.inUse("Semaphore in use");
      }
    } catch (AgentException e) {
      throw new LockException("failed to remove semaphore: " + e.getMessage());
    }
  }
}
