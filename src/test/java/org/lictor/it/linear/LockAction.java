package org.lictor.it.linear;

/**
 * What was asked of a lock, and told. A session is used for one lock only, and not before its
 * client knows that it has begun. The answers say nothing when none came.
 */
public sealed interface LockAction {
  /** How an attempt to take the lock ended. */
  enum Taken {
    YES,
    NO,
    /** There is no such session. */
    NO_SESSION
  }

  /** A session takes the lock, if nobody else has it. */
  record Acquire(String session, Taken taken) implements LockAction {}

  /** A session gives the lock back, if it has it. */
  record Release(String session, boolean released) implements LockAction {}

  /** A session ends, and with it its hold of the lock. */
  record End(String session) implements LockAction {}

  /** Who holds the lock ({@code null} for nobody), and how often it was taken. */
  record Look(String holder, long count) implements LockAction {}
}
