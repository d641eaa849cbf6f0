package org.lictor.it.linear;

import java.util.BitSet;

/**
 * A point that the search can reach: what has taken effect, and what the key holds then. {@code
 * highest} is the highest known index so far. The sets are not changed once it is made.
 */
record Configuration(BitSet done, BitSet used, int state, long highest, int count) {
  static final Configuration START =
      new Configuration(new BitSet(), new BitSet(), KeyHistory.ABSENT, 0, 0);

  /** What must be equal for one configuration to stand for another. */
  record Place(BitSet done, int state) {}

  Place place() {
    return new Place(done, state);
  }

  /** All that can follow {@code other} can follow this one, which has used no more. */
  boolean covers(Configuration other) {
    BitSet more = (BitSet) used.clone();
    more.andNot(other.used);
    return more.isEmpty();
  }

  Configuration answered(int operation) {
    BitSet now = (BitSet) done.clone();
    now.set(operation);
    return new Configuration(now, used, state, highest, count + 1);
  }

  Configuration using(int operation) {
    BitSet now = (BitSet) used.clone();
    now.set(operation);
    return new Configuration(done, now, state, highest, count);
  }

  /** The key holds {@code value}; null if its index is not above all before it. */
  Configuration holding(int value, long index) {
    if (index != 0 && index <= highest) {
      return null;
    }
    return new Configuration(done, used, value, Math.max(index, highest), count);
  }
}
