package org.lictor.event;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lictor.model.UserEvent;

/** Which nodes an event is meant for (semantics.md 10). Any thread. */
final class EventFilter {
  private final @Nullable Expression node;
  private final @Nullable Expression service;
  private final @Nullable Expression tag;

  /** A service of a node, as far as filters look at it. */
  record Service(String id, List<String> tags) {}

  private EventFilter(
      @Nullable Expression node, @Nullable Expression service, @Nullable Expression tag) {
    this.node = node;
    this.service = service;
    this.tag = tag;
  }

  /** The filter of an event; fails when it is none. */
  static EventFilter of(UserEvent event) {
    if (!event.tagFilter().isEmpty() && event.serviceFilter().isEmpty()) {
      throw new InvalidEventException("Cannot provide tag filter without service filter");
    }
    return new EventFilter(
        expression("node", event.nodeFilter()),
        expression("service", event.serviceFilter()),
        expression("tag", event.tagFilter()));
  }

  private static @Nullable Expression expression(String what, String text) {
    return text.isEmpty() ? null : Expression.of(what, text);
  }

  /** Whether a node of that name with these services is meant. */
  boolean admits(String nodeName, Collection<Service> services) {
    if (node != null && !node.foundIn(nodeName)) {
      return false;
    }
    return service == null || services.stream().anyMatch(this::admits);
  }

  private boolean admits(Service one) {
    return service != null
        && service.foundIn(one.id())
        && (tag == null || one.tags().stream().anyMatch(tag::foundIn));
  }
}
