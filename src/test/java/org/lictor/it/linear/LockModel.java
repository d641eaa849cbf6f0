package org.lictor.it.linear;

import java.util.Set;
import java.util.TreeSet;
import org.lictor.it.linear.LockAction.Acquire;
import org.lictor.it.linear.LockAction.End;
import org.lictor.it.linear.LockAction.Look;
import org.lictor.it.linear.LockAction.Release;
import org.lictor.it.linear.LockAction.Taken;

/** A lock without a delay, with the sessions that are used for it. */
public record LockModel() implements Model<LockModel.Lock, LockAction> {
  /**
   * What there is of a lock.
   *
   * @param holder the session that has it; null when none does
   * @param count how often it was taken
   * @param ended the sessions that have ended
   */
  public record Lock(String holder, long count, Set<String> ended) {
    @Override
    public String toString() {
      return "a lock held by %s, taken %d times".formatted(holder, count);
    }
  }

  @Override
  public Lock start() {
    return new Lock(null, 0, Set.of());
  }

  @Override
  public Lock answered(Lock lock, LockAction action) {
    if (action instanceof Acquire acquire) {
      return acquire.taken() == taken(lock, acquire.session()) ? unanswered(lock, action) : null;
    }
    if (action instanceof Release release) {
      boolean holds = release.session().equals(lock.holder());
      return release.released() == holds ? unanswered(lock, action) : null;
    }
    if (action instanceof Look look) {
      return look.equals(new Look(lock.holder(), lock.count())) ? lock : null;
    }
    return unanswered(lock, action);
  }

  /** One that takes the lock may have had it already, and yet take it anew at another place. */
  @Override
  public boolean onlySees(LockAction action) {
    return action instanceof Look
        || (action instanceof Acquire acquire && acquire.taken() != Taken.YES)
        || (action instanceof Release release && !release.released());
  }

  @Override
  public Lock unanswered(Lock lock, LockAction action) {
    if (action instanceof Acquire acquire) {
      boolean anew = taken(lock, acquire.session()) == Taken.YES && lock.holder() == null;
      return anew ? new Lock(acquire.session(), lock.count() + 1, lock.ended()) : lock;
    }
    if (action instanceof Release release) {
      return release.session().equals(lock.holder())
          ? new Lock(null, lock.count(), lock.ended())
          : lock;
    }
    return action instanceof End end ? ended(lock, end.session()) : lock;
  }

  private static Taken taken(Lock lock, String session) {
    if (lock.ended().contains(session)) {
      return Taken.NO_SESSION;
    }
    return lock.holder() == null || lock.holder().equals(session) ? Taken.YES : Taken.NO;
  }

  private static Lock ended(Lock lock, String session) {
    Set<String> ended = new TreeSet<>(lock.ended());
    ended.add(session);
    return new Lock(session.equals(lock.holder()) ? null : lock.holder(), lock.count(), ended);
  }
}
