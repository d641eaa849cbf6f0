package org.lictor.dns;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Fisher and Yates, with the generator that was given. */
final class Shuffle {
  private Shuffle() {}

  static void all(List<?> items, RandomGenerator random) {
    for (int i = items.size() - 1; i > 0; i--) {
      Collections.swap(items, i, random.nextInt(i + 1));
    }
  }
}
