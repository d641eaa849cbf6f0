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
  private final boolean patient;
  private final List<WatchSet> watches = new ArrayList<>(2);

  Reading(Registry registry, boolean patient) {
    this.registry = registry;
    this.patient = patient;
  }

  /**
   * What the registry knows.
   *
   * @throws NotReadyException when it has to be fetched first and there is no time to wait for it
   */
  <T> T peek(Query<T> query) {
    if (!patient && !registry.ready(query)) {
      throw new NotReadyException();
    }
    Answer<T> answer = registry.peek(query);
    watches.add(answer.watches());
    return answer.value();
  }

  List<WatchSet> watches() {
    return watches;
  }
}
