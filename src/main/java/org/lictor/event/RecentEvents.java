package org.lictor.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lictor.model.UserEvent;

/**
 * The last events, oldest first, and the ids of the last ones that came at all: whoever repeats one
 * is not heard twice. Guarded by its owner.
 */
final class RecentEvents {
  /** So many are kept (http-api.md B7). */
  static final int MOST = 256;

  /** An event is repeated within seconds, so more ids than could come in that time. */
  static final int MOST_IDS = 8 * MOST;

  private final Deque<UserEvent> events = new ArrayDeque<>();
  private final Deque<String> order = new ArrayDeque<>();
  private final Set<String> ids = new HashSet<>(); // never iterated over

  /** Whether no event of that id has come before. */
  boolean isNew(String id) {
    if (!ids.add(id)) {
      return false;
    }
    order.addLast(id);
    if (order.size() > MOST_IDS) {
      ids.remove(order.removeFirst());
    }
    return true;
  }

  void add(UserEvent event) {
    events.addLast(event);
    if (events.size() > MOST) {
      events.removeFirst();
    }
  }

  /** Those of that name; all for an empty one. */
  List<UserEvent> named(String name) {
    List<UserEvent> found = new ArrayList<>();
    for (UserEvent event : events) {
      if (name.isEmpty() || event.name().equals(name)) {
        found.add(event);
      }
    }
    return found;
  }
}
