package org.lictor.it.linear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * As {@link RegisterSimulation}, with objects of any {@link Model}: each call takes effect at a
 * random moment between its invocation and its return, or is lost as the network likes, so that the
 * history is linearizable by construction.
 */
abstract class ModelSimulation<S, A> {
  final RandomGenerator random;
  private final Model<S, A> model;
  private final int objects;
  private final int troublePercent;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at));
  private final Map<String, S> store = new HashMap<>();
  private final List<Call<A>> done = new ArrayList<>();
  private long now;
  private int left;

  private record Event(long at, Runnable step) {}

  ModelSimulation(Model<S, A> model, RandomGenerator random, int objects, int troublePercent) {
    this.model = model;
    this.random = random;
    this.objects = objects;
    this.troublePercent = troublePercent;
  }

  /** What a client asks next of an object; the answer in it does not count. */
  abstract A ask(int client, String object);

  /** The same with the answer that it gets where the object is {@code held}. */
  abstract A told(int client, String object, S held, A asked);

  List<Call<A>> run(int clients, int calls) {
    left = calls;
    for (int client = 0; client < clients; client++) {
      invokeNext(client);
    }
    while (!events.isEmpty()) {
      Event event = events.poll();
      now = event.at();
      event.step().run();
    }
    done.sort(Comparator.comparingLong(Call::invoked));
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
    String object = "o" + random.nextInt(objects);
    long invoked = now;
    A asked = ask(client, object);
    if (random.nextInt(100) < troublePercent) {
      lose(client, object, asked, invoked);
    } else {
      after(10, () -> answer(client, object, effect(client, object, asked), invoked, Outcome.OK));
    }
  }

  private void lose(int client, String object, A asked, long invoked) {
    int fate = random.nextInt(3);
    answer(client, object, asked, invoked, fate == 0 ? Outcome.FAILED : Outcome.UNKNOWN);
    if (fate == 1) {
      after(60, () -> effect(client, object, asked));
    }
  }

  private A effect(int client, String object, A asked) {
    S held = store.getOrDefault(object, model.start());
    A told = told(client, object, held, asked);
    store.put(object, model.answered(held, told));
    return told;
  }

  private void answer(int client, String object, A action, long invoked, Outcome outcome) {
    after(
        10,
        () -> {
          done.add(new Call<>(client, object, action, outcome, invoked, now));
          invokeNext(client);
        });
  }
}
