package org.lictor.clients.ecwid;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecwid.consul.v1.ConsulClient;
import com.ecwid.consul.v1.QueryParams;
import com.ecwid.consul.v1.Response;
import com.ecwid.consul.v1.event.model.Event;
import com.ecwid.consul.v1.event.model.EventParams;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.lictor.clients.Agent;

/** User events through {@code consul-api}. */
public final class EcwidEvents {
  private final ConsulClient consul;

  public EcwidEvents(Agent at) {
    consul = new ConsulClient(at.host(), at.port());
  }

  public void aWatcherHearsOfTheNextEvent() throws Exception {
    String name = "ecwid-" + UUID.randomUUID();
    Response<List<Event>> before = consul.eventList(name, QueryParams.DEFAULT);
    assertThat(before.getValue()).isEmpty();
    QueryParams next = new QueryParams(30, before.getConsulIndex());
    CompletableFuture<Response<List<Event>>> answer =
        CompletableFuture.supplyAsync(() -> consul.eventList(name, next));
    Event fired =
        consul.eventFire(name, "payload", new EventParams(), QueryParams.DEFAULT).getValue();
    List<Event> heard = answer.get(15, TimeUnit.SECONDS).getValue();
    assertThat(heard).extracting(Event::getId).containsExactly(fired.getId());
    assertThat(heard.get(0).getPayload()).isEqualTo("cGF5bG9hZA==");
    assertThat(heard.get(0).getWaitIndex()).isEqualTo(answer.get().getConsulIndex());
  }
}
