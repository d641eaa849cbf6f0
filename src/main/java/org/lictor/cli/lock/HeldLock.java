package org.lictor.cli.lock;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lictor.cli.net.AgentClient;
import org.lictor.cli.net.AgentException;

/**
 * A lock or semaphore on its whole way: taken for a session, watched while it is held, given back.
 * One thread drives it; {@link #abandon} may come from another.
 */
public final class HeldLock {
  private static final long RETRY_MILLIS = 1000;

  private final AgentClient agent;
  private final Latch latch;
  private final String name;
  private final boolean semaphore;
  private final long retries;
  private volatile @Nullable LockSession session;

  private HeldLock(AgentClient agent, Latch latch, String name, boolean semaphore, long retries) {
    this.agent = agent;
    this.latch = latch;
    this.name = name;
    this.semaphore = semaphore;
    this.retries = retries;
  }

  /**
   * One that is not taken yet.
   *
   * @param prefix its key is {@code <prefix>/.lock}
   * @param limit how many may hold it together; 1 makes a lock, more a semaphore
   * @param name of the session
   * @param retries how often a failed look at the lock is repeated before it counts as lost
   */
  public static HeldLock of(
      AgentClient agent, String prefix, long limit, String name, long retries) {
    Keys keys = new Keys(agent);
    Latch latch =
        limit == 1
            ? new KeyLock(keys, prefix.concat("/.lock"))
            : new Semaphore(keys, prefix, limit);
    return new HeldLock(agent, latch, name, limit != 1, retries);
  }

  /**
   * Takes it; false when {@code limit} passed before that.
   *
   * @param limit zero to wait for ever
   */
  public boolean take(Duration limit) throws LockException, InterruptedException {
    LockSession begun = LockSession.begin(agent, name, semaphore);
    session = begun;
    boolean taken = false;
    try {
      taken = latch.take(begun.id(), new Patience(limit));
    } finally {
      if (!taken) {
        begun.end();
      }
    }
    return taken;
  }

  /** Waits until it is no longer held; a look that keeps failing counts as that. */
  public void awaitLoss() throws InterruptedException {
    LockSession held = session;
    String index = "";
    long left = retries;
    while (held != null) {
      try {
        index = latch.watch(held.id(), index);
        left = retries;
        if (index.isEmpty()) {
          return;
        }
      } catch (AgentException unreachable) {
        if (left-- <= 0) {
          return;
        }
        index = "";
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  /** Gives it back and ends its session. */
  public void release() throws LockException {
    LockSession held = session;
    if (held != null) {
      try {
        latch.release(held.id());
      } finally {
        held.end();
      }
    }
  }

  /** Ends the session, and with it whatever was taken or is being taken. */
  public void abandon() {
    LockSession held = session;
    if (held != null) {
      held.end();
    }
  }

  /**
   * Removes its key if nobody else uses it.
   *
   * @throws LockException that is {@linkplain LockException#isInUse() in use} when somebody does
   */
  public void cleanUp() throws LockException {
    latch.cleanUp();
  }
}
