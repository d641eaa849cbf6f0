package org.lictor.it.linear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * Clients of a store that does one thing at a time, in a time of its own: each operation takes
 * effect at a random moment between its invocation and its return, or is lost as the network likes.
 * A seed decides all, and the history is linearizable by construction.
 */
final class RegisterSimulation {
  private record Event(long at, Runnable step) {}

  private record Held(String value, long index) {}

  private static final Held NOTHING = new Held(null, 0);

  private final RandomGenerator random;
  private final int keys;
  private final int troublePercent;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at));
  private final Map<String, Held> store = new HashMap<>();
  private final Map<Integer, Held> bases = new HashMap<>();
  private final List<Operation> done = new ArrayList<>();
  private long now;
  private long index = 1;
  private int left;
  private int written;

  RegisterSimulation(RandomGenerator random, int keys, int troublePercent) {
    this.random = random;
    this.keys = keys;
    this.troublePercent = troublePercent;
  }

  List<Operation> run(int clients, int operations) {
    left = operations;
    for (int client = 0; client < clients; client++) {
      invokeNext(client);
    }
    while (!events.isEmpty()) {
      Event event = events.poll();
      now = event.at();
      event.step().run();
    }
    done.sort(Comparator.comparingLong(Operation::invoked));
    return done;
  }

  private void after(long most, Runnable step) {
    events.add(new Event(now + random.nextLong(1, most + 1), step));
  }

  private void invokeNext(int client) {
    if (left-- > 0) {
      after(10, () -> invoke(client));
    }
  }

  private void invoke(int client) {
    String key = "k" + random.nextInt(keys);
    long invoked = now;
    int kind = random.nextInt(3);
    if (kind == 0) {
      after(10, () -> read(client, key, invoked));
    } else {
      String value = "v" + written++;
      Held base = bases.getOrDefault(client * 1000 + key.hashCode(), NOTHING);
      Action action =
          kind == 1 ? new Action.Write(value) : new Action.Cas(base.value(), value, false);
      if (random.nextInt(100) < troublePercent) {
        lose(client, key, action, base, invoked);
      } else {
        after(10, () -> answer(client, key, apply(key, action, base), invoked, Outcome.OK));
      }
    }
  }

  private void read(int client, String key, long invoked) {
    Held held = store.getOrDefault(key, NOTHING);
    bases.put(client * 1000 + key.hashCode(), held);
    answer(client, key, new Action.Read(held.value(), held.index()), invoked, Outcome.OK);
  }

  private void lose(int client, String key, Action action, Held base, long invoked) {
    int fate = random.nextInt(3);
    if (fate == 0) {
      answer(client, key, action, invoked, Outcome.FAILED);
      return;
    }
    answer(client, key, action, invoked, Outcome.UNKNOWN);
    if (fate == 1) {
      after(60, () -> apply(key, action, base));
    }
  }

  private Action apply(String key, Action action, Held base) {
    Held held = store.getOrDefault(key, NOTHING);
    if (action instanceof Action.Write write) {
      store.put(key, new Held(write.value(), ++index));
      return write;
    }
    Action.Cas cas = (Action.Cas) action;
    boolean swaps = held.index() == base.index() && Objects.equals(held.value(), base.value());
    if (swaps) {
      store.put(key, new Held(cas.value(), ++index));
    }
    return new Action.Cas(cas.expected(), cas.value(), swaps);
  }

  private void answer(int client, String key, Action action, long invoked, Outcome outcome) {
    after(
        10,
        () -> {
          done.add(new Operation(client, key, action, outcome, invoked, now));
          invokeNext(client);
        });
  }
}
