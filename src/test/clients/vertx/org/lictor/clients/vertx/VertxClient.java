package org.lictor.clients.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.consul.CheckOptions;
import io.vertx.ext.consul.CheckStatus;
import io.vertx.ext.consul.ConsulClient;
import io.vertx.ext.consul.ConsulClientOptions;
import io.vertx.ext.consul.Event;
import io.vertx.ext.consul.EventOptions;
import io.vertx.ext.consul.KeyValueOptions;
import io.vertx.ext.consul.MaintenanceOptions;
import io.vertx.ext.consul.ServiceEntry;
import io.vertx.ext.consul.ServiceOptions;
import io.vertx.ext.consul.Session;
import io.vertx.ext.consul.SessionBehavior;
import io.vertx.ext.consul.SessionOptions;
import io.vertx.ext.consul.Watch;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.lictor.clients.Agent;
import org.lictor.clients.Eventually;

/** Registration, health, keys, sessions, events and watches through Vert.x. */
public final class VertxClient implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final ConsulClientOptions options;
  private final ConsulClient consul;

  public VertxClient(Agent at) {
    options = new ConsulClientOptions(new JsonObject()).setHost(at.host()).setPort(at.port());
    consul = ConsulClient.create(vertx, options);
  }

  public void aServiceIsRegisteredCheckedWatchedAndRemoved() throws Exception {
    Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
    Watch<?> watch =
        Watch.service("vertx", vertx, options)
            .setHandler(
                result -> {
                  if (result.succeeded()) {
                    sizes.add(result.nextResult().getList().size());
                  }
                })
            .start();
    get(
        consul.registerService(
            new ServiceOptions()
                .setId("vertx-1")
                .setName("vertx")
                .setTags(List.of("blue"))
                .setAddress("10.0.0.1")
                .setPort(8080)
                .setMeta(Map.of("version", "1.0"))
                .setCheckOptions(new CheckOptions().setTtl("60s"))));
    try {
      assertThat(healthy()).isEmpty();
      get(consul.passCheckWithNote("service:vertx-1", "all is well"));
      ServiceEntry found = healthy().get(0);
      assertThat(found.getService().getId()).isEqualTo("vertx-1");
      assertThat(found.getService().getTags()).containsExactly("blue");
      assertThat(found.getService().getPort()).isEqualTo(8080);
      assertThat(found.getService().getMeta()).containsEntry("version", "1.0");
      assertThat(found.aggregatedStatus()).isEqualTo(CheckStatus.PASSING);
      get(consul.updateCheckWithNote("service:vertx-1", CheckStatus.WARNING, "slow"));
      assertThat(healthy()).isEmpty();
      assertThat(get(consul.healthChecks("vertx")).getList())
          .singleElement()
          .satisfies(check -> assertThat(check.getStatus()).isEqualTo(CheckStatus.WARNING));
      get(consul.passCheck("service:vertx-1"));
      get(consul.maintenanceService(new MaintenanceOptions().setId("vertx-1").setEnable(true)));
      assertThat(healthy()).isEmpty();
      get(consul.maintenanceService(new MaintenanceOptions().setId("vertx-1").setEnable(false)));
      assertThat(healthy()).hasSize(1);
      assertThat(get(consul.localServices())).hasSizeGreaterThanOrEqualTo(1);
      assertThat(get(consul.localChecks())).hasSizeGreaterThanOrEqualTo(1);
      assertThat(get(consul.catalogServiceNodes("vertx")).getList()).hasSize(1);
      Eventually.holds("the watch to see it", () -> sizes.contains(1));
      sizes.clear();
    } finally {
      get(consul.deregisterService("vertx-1"));
    }
    Eventually.holds("the watch to see it go", () -> sizes.contains(0));
    watch.stop();
  }

  public void keysAreWrittenWatchedAndDeleted() throws Exception {
    get(consul.deleteValues("vertx/"));
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    Watch<?> watch =
        Watch.key("vertx/watched", vertx, options)
            .setHandler(
                result -> {
                  if (result.succeeded() && result.nextResult().isPresent()) {
                    seen.add(result.nextResult().getValue());
                  }
                })
            .start();
    assertThat(get(consul.putValue("vertx/watched", "one"))).isTrue();
    Eventually.holds("the first value", () -> seen.contains("one"));
    assertThat(get(consul.putValueWithOptions("vertx/watched", "zwei €", flags(7)))).isTrue();
    Eventually.holds("the second value", () -> seen.contains("zwei €"));
    watch.stop();
    assertThat(get(consul.getValue("vertx/watched")).getFlags()).isEqualTo(7);
    assertThat(get(consul.getKeys("vertx/"))).containsExactly("vertx/watched");
    KeyValueOptions outdated = new KeyValueOptions().setCasIndex(1);
    assertThat(get(consul.putValueWithOptions("vertx/watched", "three", outdated))).isFalse();
    get(consul.deleteValues("vertx/"));
    assertThat(get(consul.getValue("vertx/watched")).isPresent()).isFalse();
  }

  public void aLockHasOneHolderAtATime() throws Exception {
    String first = get(consul.createSessionWithOptions(session("first")));
    String second = get(consul.createSessionWithOptions(session("second")));
    assertThat(lock(first)).isTrue();
    assertThat(lock(second)).isFalse();
    assertThat(get(consul.getValue("vertx-lock")).getSession()).isEqualTo(first);
    Session info = get(consul.infoSession(first));
    assertThat(get(consul.renewSession(first)).getId()).isEqualTo(first);
    assertThat(get(consul.listNodeSessions(info.getNode())).getList())
        .extracting(Session::getId)
        .contains(first, second);
    get(consul.destroySession(first));
    assertThat(get(consul.getValue("vertx-lock")).isPresent()).isFalse();
    get(consul.destroySession(second));
  }

  public void anEventIsFiredAndListed() throws Exception {
    String name = "vertx-" + UUID.randomUUID();
    Event fired = get(consul.fireEventWithOptions(name, new EventOptions().setPayload("now")));
    Eventually.holds(
        "the event",
        () ->
            get(consul.listEvents()).getList().stream()
                .anyMatch(event -> event.getId().equals(fired.getId())));
  }

  public void theAgentTellsOfItselfAndItsCluster() throws Exception {
    assertThat(get(consul.agentInfo()).getJsonObject("Config").getString("Datacenter"))
        .isEqualTo("dc1");
    assertThat(get(consul.catalogDatacenters())).containsExactly("dc1");
    assertThat(get(consul.catalogNodes()).getList()).isNotEmpty();
    assertThat(get(consul.peersStatus())).hasSizeGreaterThanOrEqualTo(1);
  }

  private List<ServiceEntry> healthy() throws Exception {
    return get(consul.healthServiceNodes("vertx", true)).getList();
  }

  private boolean lock(String session) throws Exception {
    return get(
        consul.putValueWithOptions(
            "vertx-lock", "held", new KeyValueOptions().setAcquireSession(session)));
  }

  private static SessionOptions session(String name) {
    return new SessionOptions()
        .setName(name)
        .setTtl(10)
        .setLockDelay(0)
        .setBehavior(SessionBehavior.DELETE);
  }

  private static KeyValueOptions flags(long flags) {
    return new KeyValueOptions().setFlags(flags);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    consul.close();
    get(vertx.close());
  }
}
