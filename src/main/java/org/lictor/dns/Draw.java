package org.lictor.dns;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws indexes without putting them back, at the cost of what is drawn and not of what there is: a
 * Fisher–Yates shuffle that stops early and is undone afterwards. One thread.
 */
final class Draw {
  private final RandomGenerator random;

  /** Always 0, 1, 2 … between two draws. */
  private int[] order = new int[0];

  private int[] swapped = new int[0];
  private int all;
  private int drawn;
  private boolean shuffled;

  Draw(RandomGenerator random) {
    this.random = random;
  }

  /** Begins to draw from {@code count} indexes, at random or in order. */
  void begin(int count, boolean atRandom) {
    undo();
    all = count;
    shuffled = atRandom;
    int known = order.length;
    if (known < count) {
      order = Arrays.copyOf(order, count);
      swapped = new int[count];
      for (int i = known; i < count; i++) {
        order[i] = i;
      }
    }
  }

  private void undo() {
    while (drawn > 0) {
      drawn--;
      swap(drawn, swapped[drawn]);
    }
  }

  private void swap(int a, int b) {
    int index = order[a];
    order[a] = order[b];
    order[b] = index;
  }

  /** The next index; there must be one left. */
  int next() {
    int at = shuffled ? drawn + random.nextInt(all - drawn) : drawn;
    swap(drawn, at);
    swapped[drawn] = at;
    return order[drawn++];
  }

  /** What was drawn as number {@code i}. */
  int get(int i) {
    return order[i];
  }
}
