package org.lictor.it.linear;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The search of Wing and Gong with Lowe's memory of the configurations already met, for one key.
 *
 * <p>Three things keep it small, none of which loses an order. An answer that fits and changes
 * nothing is taken at once. An operation of unknown outcome is put in only right before an answer
 * that needs it, where there is no more than one choice for a value, as each has one writer. And a
 * configuration is left if one with the same answers and state was met that used no more of the
 * unknown ones.
 */
final class OrderSearch {
  /** Far above what a good history takes; a bad one that is worse is not worth the memory. */
  private static final int MOST_CONFIGURATIONS = 2_000_000;

  private final KeyHistory history;
  private final Deque<Configuration> open = new ArrayDeque<>();
  private final Map<Configuration.Place, List<Configuration>> met = new HashMap<>();
  private Configuration furthest = Configuration.START;
  private int visited;

  OrderSearch(KeyHistory history) {
    this.history = history;
  }

  /** What stands in the way of any order; empty if there is one. */
  Optional<String> run() {
    open.push(Configuration.START);
    while (!open.isEmpty()) {
      Configuration next = withWhatFits(open.pop());
      if (next.count() == history.answered.size()) {
        return Optional.empty();
      }
      furthest = next.count() > furthest.count() ? next : furthest;
      if (isNew(next)) {
        List<Configuration> following = following(next);
        for (int i = following.size() - 1; i >= 0; i--) {
          open.push(following.get(i));
        }
      }
    }
    return Optional.of(explanation());
  }

  private boolean isNew(Configuration configuration) {
    List<Configuration> like =
        met.computeIfAbsent(configuration.place(), place -> new ArrayList<>(1));
    for (Configuration known : like) {
      if (known.covers(configuration)) {
        return false;
      }
    }
    if (++visited > MOST_CONFIGURATIONS) {
      throw new IllegalStateException("undecided; the furthest point: " + explanation());
    }
    like.add(configuration);
    return true;
  }

  /** Takes all answers that can come next, fit and change nothing. */
  private Configuration withWhatFits(Configuration configuration) {
    Configuration now = configuration;
    boolean more = true;
    while (more) {
      more = false;
      for (int candidate : candidates(now)) {
        Operation operation = history.answered.get(candidate);
        if (!operation.changed() && fits(operation, now.state())) {
          now = now.answered(candidate);
          more = true;
        }
      }
    }
    return now;
  }

  private boolean fits(Operation operation, int state) {
    if (operation.action() instanceof Action.Write) {
      return true;
    }
    boolean equal = history.numberOf(KeyHistory.wanted(operation)) == state;
    return operation.action() instanceof Action.Cas cas ? cas.swapped() == equal : equal;
  }

  /** The answers of which no other one was complete before they were invoked. */
  private List<Integer> candidates(Configuration configuration) {
    long firstReturn = firstReturn(configuration);
    List<Integer> candidates = new ArrayList<>();
    for (int i = configuration.done().nextClearBit(0);
        i < history.answered.size() && history.answered.get(i).invoked() <= firstReturn;
        i = configuration.done().nextClearBit(i + 1)) {
      candidates.add(i);
    }
    return candidates;
  }

  private long firstReturn(Configuration configuration) {
    long first = Long.MAX_VALUE;
    for (int i = configuration.done().nextClearBit(0);
        i < history.answered.size() && history.answered.get(i).invoked() <= first;
        i = configuration.done().nextClearBit(i + 1)) {
      first = Math.min(first, history.answered.get(i).returned());
    }
    return first;
  }

  private List<Configuration> following(Configuration now) {
    List<Configuration> following = new ArrayList<>();
    long until = firstReturn(now);
    for (int candidate : candidates(now)) {
      Operation operation = history.answered.get(candidate);
      for (Configuration ready : madeReady(now, operation, until)) {
        Configuration then = ready;
        if (operation.changed()) {
          then = put(then, operation);
        }
        if (then != null) {
          following.add(then.answered(candidate));
        }
      }
    }
    return following;
  }

  private Configuration put(Configuration now, Operation operation) {
    int value = history.numberOf(operation.written());
    return now.holding(value, history.index(value));
  }

  /** The configurations in which an answer fits, with what had to be put in before it. */
  private List<Configuration> madeReady(Configuration now, Operation operation, long until) {
    if (fits(operation, now.state())) {
      return List.of(now);
    }
    if (operation.action() instanceof Action.Cas cas && !cas.swapped()) {
      return withAnother(now, until);
    }
    int wanted = history.numberOf(KeyHistory.wanted(operation));
    return Optional.ofNullable(withValue(now, wanted, until)).stream().toList();
  }

  /** With some optional operation, so that the state is another; the spare ones are alike. */
  private List<Configuration> withAnother(Configuration now, long until) {
    List<Configuration> found = new ArrayList<>();
    boolean spareFound = false;
    for (int i = 0; i < history.optional.size(); i++) {
      boolean spare = history.spare(i);
      if (!usable(now, i, until) || (spare && spareFound) || !applies(now.state(), i)) {
        continue;
      }
      Configuration with = put(now.using(i), history.optional.get(i));
      if (with != null) {
        spareFound |= spare;
        found.add(spare ? 0 : found.size(), with);
      }
    }
    return found;
  }

  /** With the optional operations that lead to a value, or null. */
  private Configuration withValue(Configuration now, int value, long until) {
    Deque<Integer> path = new ArrayDeque<>();
    int wanted = value;
    do {
      int writer = history.optionalWriter(wanted);
      if (writer == KeyHistory.NOBODY || path.contains(writer) || !usable(now, writer, until)) {
        return null;
      }
      path.push(writer);
      wanted = history.numberOf(KeyHistory.wanted(history.optional.get(writer)));
    } while (!applies(now.state(), path.element()));
    Configuration with = now;
    for (int operation : path) {
      with = put(with.using(operation), history.optional.get(operation));
      if (with == null) {
        return null;
      }
    }
    return with;
  }

  private boolean usable(Configuration now, int optional, long until) {
    return !now.used().get(optional) && history.optional.get(optional).invoked() <= until;
  }

  private boolean applies(int state, int optional) {
    Operation operation = history.optional.get(optional);
    return operation.action() instanceof Action.Write
        || history.numberOf(KeyHistory.wanted(operation)) == state;
  }

  private String explanation() {
    StringBuilder text = new StringBuilder();
    text.append(
        "of %d answers %d can be put in order; the key then holds %s, and none of these fits:"
            .formatted(history.answered.size(), furthest.count(), history.value(furthest.state())));
    for (int candidate : candidates(furthest)) {
      text.append("\n  ").append(history.answered.get(candidate));
    }
    return text.toString();
  }
}
