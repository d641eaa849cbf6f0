package org.lictor.it.linear;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks for an order of a history's operations in which each comes between its invocation and its
 * return, and each answer is the one that a register gives. Keys are independent, so that each is
 * searched on its own (Herlihy and Wing: linearizability is local). Every key starts absent.
 */
public final class Linearizability {
  private Linearizability() {}

  /** The keys for which there is no such order, each with what stood in the way. */
  public static Map<String, String> violations(History history) {
    Map<String, String> found = new TreeMap<>();
    for (Map.Entry<String, List<Operation>> key : history.byKey().entrySet()) {
      violation(key.getValue()).ifPresent(why -> found.put(key.getKey(), why));
    }
    return found;
  }

  /** Throws if there is no order for some key. */
  public static void require(History history) {
    requireNone(violations(history), history);
  }

  /** The objects whose calls have no such order by {@code model}, likewise. */
  public static <S, A> Map<String, String> violations(Calls<A> calls, Model<S, A> model) {
    Map<String, String> found = new TreeMap<>();
    calls
        .byObject()
        .forEach(
            (object, those) ->
                new ModelSearch<>(model, those).run().ifPresent(why -> found.put(object, why)));
    return found;
  }

  /** Throws if there is no order for some object. */
  public static <S, A> void require(Calls<A> calls, Model<S, A> model) {
    requireNone(violations(calls, model), calls);
  }

  private static void requireNone(Map<String, String> violations, Object history) {
    if (!violations.isEmpty()) {
      throw new NotLinearizableException(
          "not linearizable (%s):%n%s".formatted(history, String.join("\n", violations.values())));
    }
  }

  /** Why the operations on one key, sorted by invocation, cannot be ordered, if they cannot. */
  static Optional<String> violation(List<Operation> operations) {
    KeyHistory history;
    try {
      history = KeyHistory.of(operations);
    } catch (NotLinearizableException e) {
      return Optional.of(e.getMessage());
    }
    return new OrderSearch(history).run();
  }
}
