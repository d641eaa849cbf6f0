package org.lictor.it.linear;

import java.util.ArrayList;
import java.util.List;

/** As {@link EveryOrder}, for one object of any {@link Model}. For a handful of calls only. */
final class EveryOrderOf {
  private EveryOrderOf() {}

  static <S, A> boolean allows(Model<S, A> model, List<Call<A>> calls) {
    List<Call<A>> left = new ArrayList<>(calls);
    left.removeIf(call -> call.outcome() == Outcome.FAILED);
    return allows(model, left, model.start());
  }

  private static <S, A> boolean allows(Model<S, A> model, List<Call<A>> left, S state) {
    if (left.stream().noneMatch(call -> call.outcome() == Outcome.OK)) {
      return true;
    }
    for (Call<A> next : left) {
      boolean late =
          left.stream().anyMatch(c -> c.outcome() == Outcome.OK && c.returned() < next.invoked());
      S then =
          next.outcome() == Outcome.OK
              ? model.answered(state, next.action())
              : model.unanswered(state, next.action());
      List<Call<A>> rest = new ArrayList<>(left);
      rest.remove(next);
      if (!late && then != null && allows(model, rest, then)) {
        return true;
      }
    }
    return false;
  }
}
