package org.lictor.watch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lictor.event.EventList;
import org.lictor.event.UserEvents;
import org.lictor.model.UserEvent;

/** Follows the user events of a name: first all that are kept, then each time the new ones. */
public final class EventSource implements WatchSource {
  private final UserEvents events;
  private final String name;
  private final Function<List<UserEvent>, byte[]> json;

  /** Follows the events of {@code name}, of any name when it is empty. */
  public EventSource(UserEvents events, String name, Function<List<UserEvent>, byte[]> json) {
    this.events = events;
    this.name = name;
    this.json = json;
  }

  @Override
  public CompletableFuture<Sighting> after(@Nullable Sighting last) {
    long seen = last == null ? 0 : last.index();
    return events.list(name, seen, UserEvents.LONGEST_WAIT).thenApply(list -> newer(list, seen));
  }

  private Sighting newer(EventList list, long seen) {
    List<UserEvent> all = list.events();
    int from = 0;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).index() == seen) from = i + 1;
    }
    return new Sighting(
        list.index(),
        new String(json.apply(all.subList(from, all.size())), StandardCharsets.UTF_8));
  }
}
