package org.lictor.state;

import java.time.Duration;
import java.time.Instant;
import org.lictor.model.KeyOrder;
import org.lictor.model.Session;
import org.pcollections.TreePMap;

/**
 * Until when nobody may lock a key that an ended session held: its former holder may not have
 * noticed yet. Immutable; any thread may read.
 *
 * @param untilMillis since 1970, by key
 */
public record LockDelays(TreePMap<String, Long> untilMillis) {
  static final LockDelays NONE = new LockDelays(TreePMap.empty(KeyOrder.INSTANCE));

  /**
   * Whether {@code key} may not be locked at {@code moment}.
   *
   * @param moment when the command that would lock it was decided: compared with it and not with a
   *     clock, for each server would read its own, and two of them could disagree on who holds the
   *     lock
   */
  public boolean covers(String key, Instant moment) {
    Long until = untilMillis.get(key);
    return until != null && lasts(until, moment.toEpochMilli());
  }

  /**
   * A delay that would end later than the longest one begun now was put there by a clock that was
   * ahead: it does not count, else a key could not be locked for as long as that clock was wrong.
   */
  private static boolean lasts(long until, long now) {
    return now < until && until - now <= Session.LONGEST_LOCK_DELAY.toMillis();
  }

  /** With another one; now and then those that are over are dropped on the way. */
  LockDelays with(String key, Instant moment, Duration length) {
    long until = moment.plus(length).toEpochMilli();
    // Whenever their number doubles: dropping costs a look at all of them.
    boolean crowded = Integer.bitCount(untilMillis.size()) == 1;
    LockDelays kept = crowded ? lasting(moment) : this;
    return new LockDelays(kept.untilMillis.plus(key, until));
  }

  /** And one as it was in a snapshot. */
  LockDelays restored(String key, long until) {
    return new LockDelays(untilMillis.plus(key, until));
  }

  /** Without that of a key. */
  LockDelays without(String key) {
    TreePMap<String, Long> left = untilMillis.minus(key);
    return left == untilMillis ? this : new LockDelays(left);
  }

  /** Whether any is over at {@code moment}. */
  public boolean anyOver(Instant moment) {
    return untilMillis.values().stream().anyMatch(until -> !lasts(until, moment.toEpochMilli()));
  }

  /** Without those that are over. */
  LockDelays lasting(Instant moment) {
    TreePMap<String, Long> left = untilMillis;
    for (var delay : untilMillis.entrySet()) {
      if (!lasts(delay.getValue(), moment.toEpochMilli())) {
        left = left.minus(delay.getKey());
      }
    }
    return left == untilMillis ? this : new LockDelays(left);
  }
}
