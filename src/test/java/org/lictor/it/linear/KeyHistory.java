package org.lictor.it.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations on one key with values as small numbers, made ready for the search. What has
 * failed is left out: a value of it that somebody saw has no writer, and finds no place.
 */
final class KeyHistory {
  /** The key is not there. */
  static final int ABSENT = 0;

  static final int NOBODY = -1;

  /** Answered, by invocation. */
  final List<Operation> answered = new ArrayList<>();

  /** Those that may have taken effect, by invocation. */
  final List<Operation> optional = new ArrayList<>();

  private final List<String> values = new ArrayList<>(Arrays.asList((String) null));
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Long, String> valueAt = new HashMap<>();
  private long[] indexes;
  private int[] optionalWriters;
  private boolean[] mentioned;

  private KeyHistory() {
    numbers.put(null, ABSENT);
  }

  static KeyHistory of(List<Operation> operations) {
    KeyHistory history = new KeyHistory();
    Map<String, Operation> writers = new HashMap<>();
    for (Operation operation : operations) {
      history.add(operation);
      String written = operation.written();
      if (written != null && writers.put(written, operation) != null) {
        throw new IllegalArgumentException("a value must be written once only: " + operation);
      }
    }
    history.number(operations);
    return history;
  }

  private void add(Operation operation) {
    switch (operation.outcome()) {
      case OK -> answered.add(operation);
      case UNKNOWN -> optional.add(operation);
      case FAILED -> {}
    }
  }

  private void number(List<Operation> operations) {
    for (Operation operation : operations) {
      numberOf(operation.written());
      numberOf(wanted(operation));
    }
    indexes = new long[values.size()];
    mentioned = new boolean[values.size()];
    optionalWriters = new int[values.size()];
    Arrays.fill(optionalWriters, NOBODY);
    for (int i = 0; i < optional.size(); i++) {
      optionalWriters[numberOf(optional.get(i).written())] = i;
    }
    for (Operation operation : operations) {
      if (operation.outcome() != Outcome.FAILED && !(operation.action() instanceof Action.Write)) {
        mentioned[numberOf(wanted(operation))] = true;
      }
      if (operation.action() instanceof Action.Read read && read.index() != 0) {
        learn(read);
      }
    }
  }

  /** Each write has one index, and no two share one. */
  private void learn(Action.Read read) {
    int value = numberOf(read.value());
    if (indexes[value] != 0 && indexes[value] != read.index()) {
      throw new NotLinearizableException(
          "%s was seen written at %d and at %d: it was applied twice"
              .formatted(read.value(), indexes[value], read.index()));
    }
    indexes[value] = read.index();
    String other = valueAt.put(read.index(), read.value());
    if (other != null && !other.equals(read.value())) {
      throw new NotLinearizableException(
          "%s and %s were both seen written at %d".formatted(other, read.value(), read.index()));
    }
  }

  int numberOf(String value) {
    return numbers.computeIfAbsent(
        value,
        unknown -> {
          values.add(unknown);
          return values.size() - 1;
        });
  }

  String value(int number) {
    return number == ABSENT ? "(absent)" : values.get(number);
  }

  /** The value that it saw, or compared with; that of a write tells nothing. */
  static String wanted(Operation operation) {
    if (operation.action() instanceof Action.Read read) {
      return read.value();
    }
    return operation.action() instanceof Action.Cas cas ? cas.expected() : null;
  }

  /** The index at which a value was written, as far as somebody saw it; else 0. */
  long index(int value) {
    return indexes[value];
  }

  /** The optional operation that writes a value, or {@link #NOBODY}. */
  int optionalWriter(int value) {
    return optionalWriters[value];
  }

  /**
   * Whether an optional write is as good as any other: nobody saw its value or compared with it.
   */
  boolean spare(int operation) {
    return optional.get(operation).action() instanceof Action.Write write
        && !mentioned[numberOf(write.value())];
  }
}
