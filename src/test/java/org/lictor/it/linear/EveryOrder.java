package org.lictor.it.linear;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The definition of linearizability, tried out: all orders of the operations on one key, with and
 * without each unknown one. For a handful of operations only.
 */
final class EveryOrder {
  private EveryOrder() {}

  static boolean allows(List<Operation> operations) {
    Map<String, Long> indexes = new HashMap<>();
    Map<Long, String> values = new HashMap<>();
    for (Operation operation : operations) {
      if (operation.action() instanceof Action.Read read && read.index() != 0) {
        Long other = indexes.put(read.value(), read.index());
        String second = values.put(read.index(), read.value());
        if (other != null && other != read.index()
            || second != null && !second.equals(read.value())) {
          return false;
        }
      }
    }
    List<Operation> left = new ArrayList<>(operations);
    left.removeIf(operation -> operation.outcome() == Outcome.FAILED);
    return allows(left, null, 0, indexes);
  }

  private static boolean allows(
      List<Operation> left, String state, long highest, Map<String, Long> indexes) {
    if (left.stream().noneMatch(operation -> operation.outcome() == Outcome.OK)) {
      return true;
    }
    for (Operation next : left) {
      boolean late =
          left.stream().anyMatch(o -> o.outcome() == Outcome.OK && o.returned() < next.invoked());
      boolean writes = next.outcome() == Outcome.UNKNOWN ? writes(next, state) : next.changed();
      if (late || (next.outcome() == Outcome.OK && !answers(next, state))) {
        continue;
      }
      String then = writes ? next.written() : state;
      long index = writes ? indexes.getOrDefault(then, 0L) : 0;
      if (index != 0 && index <= highest) {
        continue;
      }
      List<Operation> rest = new ArrayList<>(left);
      rest.remove(next);
      if (allows(rest, then, Math.max(highest, index), indexes)) {
        return true;
      }
    }
    return false;
  }

  private static boolean writes(Operation unknown, String state) {
    return !(unknown.action() instanceof Action.Cas cas) || Objects.equals(cas.expected(), state);
  }

  private static boolean answers(Operation operation, String state) {
    if (operation.action() instanceof Action.Read read) {
      return Objects.equals(read.value(), state);
    }
    return !(operation.action() instanceof Action.Cas cas)
        || cas.swapped() == Objects.equals(cas.expected(), state);
  }
}
