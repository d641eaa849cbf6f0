package org.lictor.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lictor.command.CodecException;
import org.lictor.model.InvalidModelException;
import org.lictor.model.Octets;
import org.lictor.model.ServiceEntry;
import org.lictor.model.UserEvent;

/**
 * The user events of this agent: fires them, takes what other agents fired, and keeps the last ones
 * that are meant for this node. Any thread.
 */
public final class UserEvents {
  private static final Logger LOG = System.getLogger("org.lictor.event");
  private static final byte[] QUESTION = {};

  /** How long a list may be waited for, and for how long when the caller does not say. */
  public static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private static final int MOST_WAITING = 10_000;

  private final String node;
  private final Supplier<? extends Iterable<ServiceEntry>> services;
  private final Outlet outlet;
  private final EventClock clock = new EventClock();
  private final RecentEvents recent = new RecentEvents();
  private final EventWaits waits;
  private final Map<String, Consumer<UserEvent>> reserved = new ConcurrentHashMap<>();

  /** How what is fired here reaches the other agents. */
  public interface Outlet {
    /**
     * Sends {@code letter} to every other agent, and again to one that does not answer; at once and
     * without a wait.
     *
     * @param answers takes what another agent's {@link UserEvents#received} gave back
     */
    void send(byte[] letter, Consumer<byte[]> answers);
  }

  /**
   * Events of a node.
   *
   * @param services those of this node, as filters are to see them
   * @param timer ends waits
   * @param wakers where waits end
   */
  public UserEvents(
      String node,
      Supplier<? extends Iterable<ServiceEntry>> services,
      Outlet outlet,
      ScheduledExecutorService timer,
      Executor wakers) {
    this.node = node;
    this.services = services;
    this.outlet = outlet;
    this.waits = new EventWaits(timer, wakers, MOST_WAITING);
  }

  /** Learns from the other agents how late it is. To be called once there may be others. */
  public void begin() {
    outlet.send(QUESTION, this::clockOfAnother);
  }

  /** Events of that name are not kept but given to {@code handler}, which must not wait. */
  public void reserve(String name, Consumer<UserEvent> handler) {
    reserved.put(name, handler);
  }

  /**
   * Fires an event: all agents that there are will have it in a moment.
   *
   * @return the event as its firer sees it, without a time
   * @throws InvalidEventException when a filter is no regular expression, or it is all too large
   */
  public UserEvent fire(
      String name, Octets payload, String nodeFilter, String serviceFilter, String tagFilter) {
    UserEvent event =
        new UserEvent(
            UUID.randomUUID().toString(),
            name,
            payload,
            nodeFilter,
            serviceFilter,
            tagFilter,
            UserEvent.VERSION,
            0);
    EventFilter.of(event);
    EventSize.check(event.at(clock.now() + 1));
    UserEvent sent = event.at(clock.tick());
    outlet.send(EventCodec.encode(sent), this::clockOfAnother);
    take(sent);
    return event;
  }

  /**
   * Takes what another agent's {@link Outlet} sent, which may come twice.
   *
   * @return what that agent is to have as an answer
   */
  public byte[] received(byte[] letter) {
    if (letter.length > 0) {
      try {
        UserEvent event = EventCodec.decode(letter);
        clock.saw(event.time());
        take(event);
      } catch (CodecException | InvalidModelException newer) {
        LOG.log(Level.WARNING, "A user event was not understood: " + newer.getMessage());
      }
    }
    return EventCodec.encode(clock.now());
  }

  /** The events of that name, all when it is empty. */
  public EventList list(String name) {
    synchronized (recent) {
      return EventList.of(recent.named(name));
    }
  }

  /**
   * The same, as soon as its index is another than {@code known}, or when {@code wait} is over.
   * Fails with {@link org.lictor.query.OverloadedException} when too many wait.
   *
   * @param known 0 for an answer at once
   * @param wait zero or less for {@link #LONGEST_WAIT}
   */
  public CompletableFuture<EventList> list(String name, long known, Duration wait) {
    EventList now = list(name);
    if (known == 0 || now.index() != known) {
      return CompletableFuture.completedFuture(now);
    }
    boolean longest = wait.isZero() || wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0;
    return waits.until(() -> list(name), known, longest ? LONGEST_WAIT : wait);
  }

  private void clockOfAnother(byte[] answer) {
    clock.saw(EventCodec.time(answer));
  }

  private void take(UserEvent event) {
    synchronized (recent) {
      if (!recent.isNew(event.id())) {
        return;
      }
    }
    if (!isForUs(event)) {
      return;
    }
    Consumer<UserEvent> handler = reserved.get(event.name());
    if (handler != null) {
      handler.accept(event);
      return;
    }
    LOG.log(Level.DEBUG, () -> "new event: event_name=" + event.name() + " event_id=" + event.id());
    synchronized (recent) {
      recent.add(event);
    }
    waits.wake();
  }

  private boolean isForUs(UserEvent event) {
    if (event.version() != UserEvent.VERSION) {
      LOG.log(Level.WARNING, "Event version may have unsupported features: " + event.version());
    }
    try {
      return EventFilter.of(event).admits(node, services());
    } catch (InvalidEventException bad) {
      LOG.log(Level.WARNING, "A user event cannot be taken: " + bad.getMessage());
      return false;
    }
  }

  private List<EventFilter.Service> services() {
    List<EventFilter.Service> found = new java.util.ArrayList<>();
    for (ServiceEntry service : services.get()) {
      List<String> tags = service.tags();
      found.add(new EventFilter.Service(service.id().value(), tags == null ? List.of() : tags));
    }
    return found;
  }
}
