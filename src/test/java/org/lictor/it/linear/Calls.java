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

/** What all clients did with objects of one kind. Any thread may add to it. */
public final class Calls<A> {
  private final Collection<Call<A>> calls = new ConcurrentLinkedQueue<>();

  public void add(Call<A> call) {
    calls.add(call);
  }

  /** In the order in which they were invoked. */
  public List<Call<A>> all() {
    List<Call<A>> sorted = new ArrayList<>(calls);
    sorted.sort(Comparator.comparingLong(Call::invoked));
    return sorted;
  }

  /** How many ended in this way. */
  public long count(Outcome outcome) {
    return calls.stream().filter(call -> call.outcome() == outcome).count();
  }

  Map<String, List<Call<A>>> byObject() {
    Map<String, List<Call<A>>> objects = new TreeMap<>();
    for (Call<A> call : all()) {
      objects.computeIfAbsent(call.object(), object -> new ArrayList<>()).add(call);
    }
    return objects;
  }

  /** Writes it down, a line a call, for whoever looks into a failure. */
  public void save(Path file) throws IOException {
    Files.write(file, all().stream().map(Call::toString).toList());
  }

  @Override
  public String toString() {
    return "%d calls: %d answered, %d failed, %d unknown"
        .formatted(calls.size(), count(Outcome.OK), count(Outcome.FAILED), count(Outcome.UNKNOWN));
  }
}
