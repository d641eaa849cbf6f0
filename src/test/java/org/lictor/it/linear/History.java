package org.lictor.it.linear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What all clients did. Any thread may add to it. */
public final class History {
  private final Collection<Operation> operations = new ConcurrentLinkedQueue<>();

  public void add(Operation operation) {
    operations.add(operation);
  }

  /** In the order in which they were invoked. */
  public List<Operation> operations() {
    List<Operation> sorted = new ArrayList<>(operations);
    sorted.sort(Comparator.comparingLong(Operation::invoked));
    return sorted;
  }

  /** How many ended in this way. */
  public long count(Outcome outcome) {
    return operations.stream().filter(operation -> operation.outcome() == outcome).count();
  }

  Map<String, List<Operation>> byKey() {
    Map<String, List<Operation>> keys = new TreeMap<>();
    for (Operation operation : operations()) {
      keys.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(operation);
    }
    return keys;
  }

  /** Writes it down, a line an operation, for whoever looks into a failure. */
  public void save(Path file) throws IOException {
    Files.write(file, operations().stream().map(Operation::toString).toList());
  }

  @Override
  public String toString() {
    return "%d operations: %d answered, %d failed, %d unknown"
        .formatted(
            operations.size(), count(Outcome.OK), count(Outcome.FAILED), count(Outcome.UNKNOWN));
  }
}
