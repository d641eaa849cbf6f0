package org.lictor.dns;

import java.util.ArrayList;
import java.util.List;
import org.lictor.query.Answer;
import org.lictor.query.Query;
import org.lictor.query.Registry;
import org.lictor.state.WatchSet;

/** The queries that one finding rests on, with their watches. One thread. */
final class Reading {
  private final Registry registry;
  private final List<WatchSet> watches = new ArrayList<>(2);

  Reading(Registry registry) {
    this.registry = registry;
  }

  <T> T peek(Query<T> query) {
    Answer<T> answer = registry.peek(query);
    watches.add(answer.watches());
    return answer.value();
  }

  List<WatchSet> watches() {
    return watches;
  }
}
