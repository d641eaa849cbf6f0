package org.lictor.clients.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecwid.consul.v1.ConsulClient;
import com.ecwid.consul.v1.QueryParams;
import com.ecwid.consul.v1.event.model.EventParams;
import com.ecwid.consul.v1.kv.model.PutParams;
import com.ecwid.consul.v1.session.model.NewSession;
import com.ecwid.consul.v1.session.model.Session;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lictor.clients.Agent;
import org.lictor.clients.Eventually;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

/** Two Spring Boot applications: one registers itself and is configured by keys, one finds it. */
public final class SpringApplications implements AutoCloseable {
  private final Agent agent;
  private final ConsulClient consul;
  private final ConfigurableApplicationContext shop;
  private final ConfigurableApplicationContext caller;

  public SpringApplications(Agent agent) {
    this.agent = agent;
    this.consul = new ConsulClient(agent.host(), agent.port());
    consul.deleteKVValues("config/");
    consul.setKVValue("config/shop/color", "blue");
    consul.setKVValue("config/shop/size", "small"); // a folder without any key is not looked at
    consul.setKVValue("config/application/motto", "open to all");
    shop = start(Shop.class, "shop", "one", true);
    caller = start(Caller.class, "caller", "one", false);
  }

  public void anApplicationRegistersItselfAndIsFoundByAnother() throws Exception {
    Eventually.holds("the shop to be healthy", () -> instances().size() == 1);
    ServiceInstance found = instances().get(0);
    assertThat(found.getHost()).isEqualTo("127.0.0.1");
    assertThat(found.getPort()).isEqualTo(port(shop));
    assertThat(found.getInstanceId()).isEqualTo("shop-one");
    assertThat(found.getMetadata()).containsEntry("floor", "2").containsEntry("secure", "false");
    assertThat(caller.getBean(DiscoveryClient.class).getServices()).contains("shop", "consul");
    assertThat(window()).isEqualTo("blue open to all");
  }

  public void configurationIsTakenFromKeysAndRefreshedLive() throws Exception {
    Eventually.holds("the shop to be healthy", () -> instances().size() == 1);
    consul.setKVValue("config/shop/color", "green");
    Eventually.holds("the new color", () -> window().equals("green open to all"));
    consul.setKVValue("config/application/motto", "closing soon");
    Eventually.holds("the new motto", () -> window().equals("green closing soon"));
    consul.deleteKVValue("config/shop/color");
    Eventually.holds("no color", () -> window().equals("none closing soon"));
    consul.setKVValue("config/application/motto", "open to all");
    consul.setKVValue("config/shop/color", "blue");
    Eventually.holds("the first color", () -> window().equals("blue open to all"));
  }

  public void aSecondInstanceIsFoundAndIsGoneOnceItStops() throws Exception {
    Eventually.holds("the shop to be healthy", () -> instances().size() == 1);
    try (ConfigurableApplicationContext second = start(Shop.class, "shop", "two", true)) {
      Eventually.holds("the second shop to be healthy", () -> instances().size() == 2);
      assertThat(instances()).extracting(ServiceInstance::getPort).contains(port(second));
    }
    assertThat(instances()).extracting(ServiceInstance::getPort).containsExactly(port(shop));
  }

  public void anInstanceThatSaysItIsDownIsNotFound() throws Exception {
    Eventually.holds("the shop to be healthy", () -> instances().size() == 1);
    AtomicBoolean open = shop.getBean("open", AtomicBoolean.class);
    open.set(false);
    Eventually.holds("the shop to be gone", () -> instances().isEmpty());
    open.set(true);
    Eventually.holds("the shop to be back", () -> instances().size() == 1);
  }

  public void aLockHasOneHolderAtATime() {
    ConsulClient one = shop.getBean(ConsulClient.class);
    ConsulClient two = caller.getBean(ConsulClient.class);
    String first = one.sessionCreate(session(), QueryParams.DEFAULT).getValue();
    String second = two.sessionCreate(session(), QueryParams.DEFAULT).getValue();
    assertThat(one.setKVValue("spring-lock", "one", lock(first)).getValue()).isTrue();
    assertThat(two.setKVValue("spring-lock", "two", lock(second)).getValue()).isFalse();
    one.sessionDestroy(first, QueryParams.DEFAULT);
    assertThat(two.setKVValue("spring-lock", "two", lock(second)).getValue()).isTrue();
    two.sessionDestroy(second, QueryParams.DEFAULT);
    assertThat(one.getKVValue("spring-lock").getValue()).isNull();
  }

  public void anEventOfOneIsHeardByTheOther() throws Exception {
    String name = "spring-" + UUID.randomUUID();
    shop.getBean(ConsulClient.class)
        .eventFire(name, "sale", new EventParams(), QueryParams.DEFAULT);
    ConsulClient listener = caller.getBean(ConsulClient.class);
    Eventually.holds(
        "the event", () -> !listener.eventList(name, QueryParams.DEFAULT).getValue().isEmpty());
  }

  private static NewSession session() {
    NewSession session = new NewSession();
    session.setTtl("30s");
    session.setLockDelay(0);
    session.setBehavior(Session.Behavior.DELETE);
    return session;
  }

  private static PutParams lock(String session) {
    PutParams lock = new PutParams();
    lock.setAcquireSession(session);
    return lock;
  }

  private List<ServiceInstance> instances() {
    return caller.getBean(DiscoveryClient.class).getInstances("shop");
  }

  private String window() {
    return caller
        .getBean(RestClient.Builder.class)
        .build()
        .get()
        .uri("http://shop/window")
        .retrieve()
        .body(String.class);
  }

  private static int port(ConfigurableApplicationContext application) {
    return Integer.parseInt(application.getEnvironment().getProperty("local.server.port"));
  }

  private ConfigurableApplicationContext start(
      Class<?> application, String name, String instance, boolean registers) {
    return new SpringApplicationBuilder(application)
        .web(WebApplicationType.SERVLET)
        .properties(
            Map.ofEntries(
                Map.entry("spring.application.name", name),
                Map.entry("server.port", 0),
                Map.entry("server.address", "127.0.0.1"),
                Map.entry("spring.main.banner-mode", "off"),
                Map.entry("logging.level.root", "WARN"),
                Map.entry("spring.jmx.enabled", false),
                Map.entry("spring.config.import", "consul:"),
                Map.entry("spring.cloud.consul.host", agent.host()),
                Map.entry("spring.cloud.consul.port", agent.port()),
                Map.entry("spring.cloud.consul.config.watch.delay", 100),
                Map.entry("spring.cloud.consul.config.watch.wait-time", 2),
                Map.entry("spring.cloud.consul.discovery.register", registers),
                Map.entry("spring.cloud.consul.discovery.instance-id", name + "-" + instance),
                Map.entry("spring.cloud.consul.discovery.prefer-ip-address", true),
                Map.entry("spring.cloud.consul.discovery.ip-address", "127.0.0.1"),
                Map.entry("spring.cloud.consul.discovery.metadata.floor", "2"),
                Map.entry("spring.cloud.consul.discovery.health-check-interval", "1s"),
                Map.entry("spring.cloud.consul.discovery.health-check-timeout", "5s"),
                Map.entry("spring.cloud.consul.discovery.query-passing", true),
                Map.entry("spring.cloud.consul.discovery.catalog-services-watch-delay", 200),
                Map.entry("spring.cloud.loadbalancer.cache.enabled", false)))
        .run();
  }

  @Override
  public void close() {
    caller.close();
    shop.close();
    consul.deleteKVValues("config/");
    assertThat(consul.getAgentServices().getValue().keySet()).doesNotContain("shop-one");
    assertThat(consul.getHealthServices("shop", true, QueryParams.DEFAULT).getValue()).isEmpty();
  }
}
