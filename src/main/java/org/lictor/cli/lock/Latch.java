package org.lictor.cli.lock;

import org.lictor.cli.net.AgentException;

/**
 * A lock, or a place in a semaphore, for one session. One thread takes it, another may watch it.
 */
interface Latch {
  /** Waits until it is taken; returns false when {@code limit} has passed before. */
  boolean take(String session, Patience limit) throws LockException, InterruptedException;

  /**
   * Waits for a change after {@code index}, which is empty at first, and gives the index to go on
   * from; an empty one when it is lost.
   */
  String watch(String session, String index) throws AgentException;

  /** Gives it back. */
  void release(String session) throws LockException;

  /**
   * Removes its key if nobody else uses it.
   *
   * @throws LockException that is {@linkplain LockException#isInUse() in use} when somebody does
   */
  void cleanUp() throws LockException;
}
