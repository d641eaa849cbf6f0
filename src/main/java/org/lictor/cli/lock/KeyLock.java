package org.lictor.cli.lock;

import java.math.BigInteger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.lock.Keys.Pair;
import org.lictor.cli.lock.Keys.Read;
import org.lictor.cli.lock.Keys.Wait;
import org.lictor.cli.net.AgentException;

/** A lock on one key. */
final class KeyLock implements Latch {
  /** Marks keys that are locks. */
  static final BigInteger FLAGS = new BigInteger("2ddccbc058a50c18", 16);

  static final Duration WAIT = Duration.ofSeconds(15);

  /** A free key that cannot be taken has a lock-delay, of which no change tells the end. */
  private static final Duration DELAY_RETRY = Duration.ofSeconds(5);

  private static final byte[] NO_VALUE = {};

  private final Keys keys;
  private final String key;

  KeyLock(Keys keys, String key) {
    this.keys = keys;
    this.key = key;
  }

  @Override
  public boolean take(String session, Patience limit) throws LockException, InterruptedException {
    String index = "";
    while (limit.allowsTry()) {
      Read read = read(index, limit);
      Pair pair = read.first();
      requireLock(pair);
      if (pair != null && pair.held()) {
        if (pair.session().equals(session)) {
          return true;
        }
        index = read.index();
        continue;
      }
      if (acquired(session)) {
        return true;
      }
      index = "";
      Read again = read(index, limit);
      if (again.first() == null || !again.first().held()) {
        Thread.sleep(limit.atMost(DELAY_RETRY).toMillis());
      } else {
        index = again.index();
      }
    }
    return false;
  }

  private Read read(String index, Patience limit) throws LockException {
    try {
      return keys.get(key, new Wait(index, limit.atMost(WAIT), false));
    } catch (AgentException e) {
      throw new LockException("failed to read lock: " + e.getMessage());
    }
  }

  private boolean acquired(String session) throws LockException {
    try {
      return keys.acquire(key, FLAGS, NO_VALUE, session);
    } catch (AgentException e) {
      throw new LockException("failed to acquire lock: " + e.getMessage());
    }
  }

  private static void requireLock(@Nullable Pair pair) throws LockException {
    if (pair != null && !pair.flags().equals(FLAGS)) {
      throw new LockException("Existing key does not match lock use");
    }
  }

  @Override
  public String watch(String session, String index) throws AgentException {
    Read read = keys.get(key, new Wait(index, WAIT, true));
    Pair pair = read.first();
    return pair != null && pair.session().equals(session) ? read.index() : "";
  }

  @Override
  public void release(String session) throws LockException {
    try {
      keys.release(key, FLAGS, NO_VALUE, session);
    } catch (AgentException e) {
      throw new LockException("failed to release lock: " + e.getMessage());
    }
  }

  @Override
  public void cleanUp() throws LockException {
    try {
      Pair pair = keys.get(key, Wait.NONE).first();
      if (pair == null) {
        return;
      }
      requireLock(pair);
      if (pair.held() || !keys.deleteAt(key, pair.modifyIndex())) {
        throw LockException.inUse("Lock in use");
      }
    } catch (AgentException e) {
      throw new LockException("failed to remove lock: " + e.getMessage());
    }
  }
}
