package org.lictor.event;

import java.util.List;
import org.lictor.model.UserEvent;

/**
 * Events of an agent, oldest first.
 *
 * @param index stands for the last of them, 1 when there is none; unsigned and in no order
 */
public record EventList(long index, List<UserEvent> events) {
  /** Index when there is no event. */
  private static final long NONE = 1;

  public EventList {
    events = List.copyOf(events);
  }

  static EventList of(List<UserEvent> events) {
    return new EventList(events.isEmpty() ? NONE : events.get(events.size() - 1).index(), events);
  }
}
