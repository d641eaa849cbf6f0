package org.lictor.it.linear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The keys of a group, which transactions read and write together, all or nothing: one object, for
 * what holds of each key by itself does not tell that.
 *
 * @param keys how many there are; none is there at first
 */
public record TransactionModel(int keys) implements Model<List<String>, Transaction> {
  @Override
  public List<String> start() {
    return Collections.nCopies(keys, null);
  }

  @Override
  public List<String> answered(List<String> state, Transaction transaction) {
    List<String> then = carriedOut(state, transaction);
    if (!transaction.done()) {
      return then == null ? state : null;
    }
    return then != null && sees(state, transaction) ? then : null;
  }

  @Override
  public boolean onlySees(Transaction transaction) {
    return !transaction.done()
        || transaction.steps().stream().allMatch(Transaction.Read.class::isInstance);
  }

  @Override
  public List<String> unanswered(List<String> state, Transaction transaction) {
    List<String> then = carriedOut(state, transaction);
    return then == null ? state : then;
  }

  /** What is there after it; null when it fails. */
  private static List<String> carriedOut(List<String> state, Transaction transaction) {
    List<String> now = new ArrayList<>(state);
    for (Transaction.Step step : transaction.steps()) {
      if (step instanceof Transaction.Cas cas
          && !Objects.equals(now.get(cas.key()), cas.expected())) {
        return null;
      }
      write(step, now);
    }
    return now;
  }

  /** Whether each step that reads finds what it says, with what was written before it. */
  private static boolean sees(List<String> state, Transaction transaction) {
    List<String> now = new ArrayList<>(state);
    for (Transaction.Step step : transaction.steps()) {
      if (step instanceof Transaction.Read read
          && !Objects.equals(now.get(read.key()), read.value())) {
        return false;
      }
      write(step, now);
    }
    return true;
  }

  private static void write(Transaction.Step step, List<String> now) {
    if (step instanceof Transaction.Write write) {
      now.set(write.key(), write.value());
    } else if (step instanceof Transaction.Cas cas) {
      now.set(cas.key(), cas.value());
    }
  }
}
