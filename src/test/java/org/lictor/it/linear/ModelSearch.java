package org.lictor.it.linear;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * As {@link OrderSearch}, for one object of any {@link Model}: knowing nothing of what its calls
 * mean, it tries each call of unknown outcome wherever the answers do not fit without it, the last
 * such place first.
 */
final class ModelSearch<S, A> {
  private static final int MOST_POINTS = 500_000;

  private final Model<S, A> model;
  private final List<Call<A>> answered = new ArrayList<>();
  private final List<Call<A>> optional = new ArrayList<>();
  private final Deque<Point<S>> open = new ArrayDeque<>();
  private final Map<Place<S>, List<BitSet>> met = new HashMap<>();
  private Point<S> furthest;
  private int visited;

  /** What has taken effect, and what the object holds then. The sets are not changed. */
  private record Point<S>(BitSet done, BitSet used, S state) {
    int count() {
      return done.cardinality();
    }
  }

  /** What must be equal for one point to stand for another. */
  private record Place<S>(BitSet done, S state) {}

  /**
   * @param calls on one object, by invocation
   */
  ModelSearch(Model<S, A> model, List<Call<A>> calls) {
    this.model = model;
    for (Call<A> call : calls) {
      switch (call.outcome()) {
        case OK -> answered.add(call);
        case UNKNOWN -> optional.add(call);
        case FAILED -> {}
      }
    }
    furthest = new Point<>(new BitSet(), new BitSet(), model.start());
  }

  /** What stands in the way of any order; empty if there is one. */
  Optional<String> run() {
    open.push(furthest);
    while (!open.isEmpty()) {
      Point<S> next = withWhatFits(open.pop());
      if (next.count() == answered.size()) {
        return Optional.empty();
      }
      furthest = next.count() > furthest.count() ? next : furthest;
      if (isNew(next)) {
        following(next).forEach(open::push);
      }
    }
    return Optional.of(explanation());
  }

  /** Whether none was met that had come as far and had used no more of the unknown ones. */
  private boolean isNew(Point<S> point) {
    List<BitSet> like =
        met.computeIfAbsent(new Place<>(point.done(), point.state()), place -> new ArrayList<>(1));
    for (BitSet known : like) {
      BitSet more = (BitSet) known.clone();
      more.andNot(point.used());
      if (more.isEmpty()) {
        return false;
      }
    }
    if (++visited > MOST_POINTS) {
      throw new IllegalStateException("undecided; the furthest point: " + explanation());
    }
    like.add(point.used());
    return true;
  }

  /** Takes all answers that can come next, fit and change nothing: they are in nobody's way. */
  private Point<S> withWhatFits(Point<S> point) {
    BitSet done = (BitSet) point.done().clone();
    boolean more = true;
    while (more) {
      more = false;
      for (int candidate : candidates(done)) {
        if (model.onlySees(answered.get(candidate).action())
            && after(point.state(), candidate) != null) {
          done.set(candidate);
          more = true;
        }
      }
    }
    return new Point<>(done, point.used(), point.state());
  }

  private S after(S state, int candidate) {
    return model.answered(state, answered.get(candidate).action());
  }

  /** The answers of which no other one was complete before they were invoked. */
  private List<Integer> candidates(BitSet done) {
    long firstReturn = firstReturn(done);
    List<Integer> candidates = new ArrayList<>();
    for (int i = done.nextClearBit(0);
        i < answered.size() && answered.get(i).invoked() <= firstReturn;
        i = done.nextClearBit(i + 1)) {
      candidates.add(i);
    }
    return candidates;
  }

  private long firstReturn(BitSet done) {
    long first = Long.MAX_VALUE;
    for (int i = done.nextClearBit(0);
        i < answered.size() && answered.get(i).invoked() <= first;
        i = done.nextClearBit(i + 1)) {
      first = Math.min(first, answered.get(i).returned());
    }
    return first;
  }

  /** What may come next; to be tried from the end. */
  private List<Point<S>> following(Point<S> now) {
    List<Point<S>> following = new ArrayList<>();
    long until = firstReturn(now.done());
    for (int i = 0; i < optional.size() && optional.get(i).invoked() <= until; i++) {
      if (!now.used().get(i)) {
        S then = model.unanswered(now.state(), optional.get(i).action());
        if (!then.equals(now.state())) {
          following.add(new Point<>(now.done(), with(now.used(), i), then));
        }
      }
    }
    List<Integer> candidates = candidates(now.done());
    for (int i = candidates.size() - 1; i >= 0; i--) {
      int candidate = candidates.get(i);
      S then = after(now.state(), candidate);
      if (then != null) {
        following.add(new Point<>(with(now.done(), candidate), now.used(), then));
      }
    }
    return following;
  }

  private static BitSet with(BitSet set, int one) {
    BitSet more = (BitSet) set.clone();
    more.set(one);
    return more;
  }

  private String explanation() {
    StringBuilder text = new StringBuilder();
    text.append(
        "of %d answers %d can be put in order; there is then %s, and none of these fits:"
            .formatted(answered.size(), furthest.count(), furthest.state()));
    for (int candidate : candidates(furthest.done())) {
      text.append("\n  ").append(answered.get(candidate));
    }
    return text.toString();
  }
}
