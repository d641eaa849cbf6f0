package org.lictor.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Remembers what would have been taken at the furthest place that a parser came to. One thread. */
final class Failures {
  private static final String END = "EOF";

  private final TreeSet<String> expected = new TreeSet<>();
  private int furthest = -1;

  /** At {@code at} something stood that is not {@code wanted}. */
  void add(int at, String wanted) {
    if (at > furthest) {
      furthest = at;
      expected.clear();
    }
    if (at == furthest) {
      expected.add(wanted);
    }
  }

  /** At {@code at} there was more than there should be. */
  void addEnd(int at) {
    add(at, END);
  }

  int furthest() {
    return furthest;
  }

  /** In the words of the interface. */
  String message() {
    List<String> names = new ArrayList<>(expected);
    if (names.remove(END)) {
      names.add(END);
    }
    if (names.size() < 2) {
      return "no match found, expected: " + String.join("", names);
    }
    int last = names.size() - 1;
    return "no match found, expected: "
        + String.join(", ", names.subList(0, last))
        + " or "
        + names.get(last);
  }
}
