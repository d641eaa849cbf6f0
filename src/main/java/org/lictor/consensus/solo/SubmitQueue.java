package org.lictor.consensus.solo;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.LogBusyException;
import org.lictor.consensus.LogUnavailableException;

/**
 * Where commands wait for the log thread: any thread adds, without a lock; one thread takes all
 * that wait at once. What was added counts against the bounds until {@link #release}, so they bound
 * all memory between a submitter and its answer.
 */
final class SubmitQueue {
  private static final Submission CLOSED = new Submission(new byte[0]);

  private final int maxCommands;
  private final long maxBytes;
  private final AtomicReference<@Nullable Submission> newest = new AtomicReference<>();
  private final AtomicInteger commands = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private volatile @Nullable Thread taker;

  SubmitQueue(int maxCommands, long maxBytes) {
    this.maxCommands = maxCommands;
    this.maxBytes = maxBytes;
  }

  /** The thread that will take; to be told before it waits. */
  void takenBy(Thread thread) {
    taker = thread;
  }

  /** Adds a command, or throws what its submitter must know. */
  void add(Submission submission) {
    count(submission.command.length);
    Submission before;
    do {
      before = newest.get();
      if (before == CLOSED) {
        release(1, submission.command.length);
        throw new LogUnavailableException("the log is closed: this server is shutting down");
      }
      submission.next = before;
    } while (!newest.compareAndSet(before, submission));
    // Whoever finds the queue empty wakes the taker; those after it need not.
    if (before == null) wake();
  }

  private void count(int length) {
    int waiting = commands.incrementAndGet();
    long held = bytes.addAndGet(length);
    // One command alone is always let in, however large.
    if (waiting > maxCommands || (held > maxBytes && waiting > 1)) {
      release(1, length);
      throw new LogBusyException(
          "%d commands of %d bytes wait to be written, which is all that may: try again later"
              .formatted(waiting - 1, held - length));
    }
  }

  /** Gives back the room of so many commands of so many bytes together. */
  void release(int count, long length) {
    commands.addAndGet(-count);
    bytes.addAndGet(-length);
  }

  /** Commands added and not yet released. */
  int size() {
    return commands.get();
  }

  /** All that wait, linked from the oldest on; null when there are none. Only for the taker. */
  @Nullable Submission takeAll() {
    Submission reversed = newest.get() == null ? null : newest.getAndSet(null);
    Submission oldest = null;
    while (reversed != null) {
      Submission next = reversed.next;
      reversed.next = oldest;
      oldest = reversed;
      reversed = next;
    }
    return oldest;
  }

  /** Closes the queue if it is empty. Only for the taker. */
  boolean closeIfEmpty() {
    return newest.compareAndSet(null, CLOSED);
  }

  /** Waits until something may have been added, or {@link #wake} is called. Only for the taker. */
  void await() {
    if (newest.get() == null) LockSupport.park(this);
  }

  /** Ends a wait of the taker, this one or the next. */
  void wake() {
    LockSupport.unpark(taker);
  }
}
