package org.lictor.clients.kiwi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.HostAndPort;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.kiwiproject.consul.Consul;
import org.kiwiproject.consul.EventClient;
import org.kiwiproject.consul.async.EventResponseCallback;
import org.kiwiproject.consul.model.EventResponse;
import org.kiwiproject.consul.model.event.Event;
import org.kiwiproject.consul.option.ImmutableEventOptions;
import org.kiwiproject.consul.option.QueryOptions;
import org.lictor.clients.Agent;
import org.lictor.clients.Eventually;

/** User events through {@code consul-client}. */
public final class KiwiEvents {
  private final EventClient events;
  private final String name = "kiwi-" + UUID.randomUUID();

  public KiwiEvents(Agent at) {
    events =
        Consul.builder()
            .withHostAndPort(HostAndPort.fromParts(at.host(), at.port()))
            .build()
            .eventClient();
  }

  public void anEventIsListedWithItsPayloadAndFilters() throws Exception {
    Event fired =
        events.fireEvent(name, ImmutableEventOptions.builder().nodeFilter(".*").build(), "v2");
    assertThat(fired.getName()).isEqualTo(name);
    Eventually.holds("the event", () -> !listed().isEmpty());
    assertThat(listed())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getId()).isEqualTo(fired.getId());
              assertThat(event.getPayload()).contains("v2");
              assertThat(event.getNodeFilter()).contains(".*");
              assertThat(event.getLTime()).isPositive();
            });
  }

  public void aWatcherHearsOfTheNextEvent() throws Exception {
    String watched = name + "-watched";
    EventResponse before = events.listEvents(watched);
    CompletableFuture<EventResponse> next = new CompletableFuture<>();
    events.listEvents(
        watched,
        QueryOptions.blockSeconds(8, before.getIndex()).build(),
        new EventResponseCallback() {
          @Override
          public void onComplete(EventResponse response) {
            next.complete(response);
          }

          @Override
          public void onFailure(Throwable thrown) {
            next.completeExceptionally(thrown);
          }
        });
    events.fireEvent(watched, "now");
    assertThat(next.get(10, TimeUnit.SECONDS).getEvents())
        .extracting(Event::getName)
        .containsExactly(watched);
  }

  private List<Event> listed() {
    return events.listEvents(name).getEvents();
  }
}
