package org.lictor.clients.kiwi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.HostAndPort;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.kiwiproject.consul.AgentClient;
import org.kiwiproject.consul.CatalogClient;
import org.kiwiproject.consul.Consul;
import org.kiwiproject.consul.HealthClient;
import org.kiwiproject.consul.NotRegisteredException;
import org.kiwiproject.consul.cache.ServiceHealthCache;
import org.kiwiproject.consul.model.State;
import org.kiwiproject.consul.model.agent.ImmutableRegistration;
import org.kiwiproject.consul.model.agent.Member;
import org.kiwiproject.consul.model.agent.Registration;
import org.kiwiproject.consul.model.catalog.ImmutableCatalogDeregistration;
import org.kiwiproject.consul.model.catalog.ImmutableCatalogRegistration;
import org.kiwiproject.consul.model.health.ImmutableService;
import org.kiwiproject.consul.model.health.Node;
import org.kiwiproject.consul.model.health.ServiceHealth;
import org.kiwiproject.consul.option.ImmutableQueryOptions;
import org.kiwiproject.consul.option.QueryOptions;
import org.lictor.clients.Agent;
import org.lictor.clients.Eventually;

/** Registration, health and catalog through {@code consul-client}. */
public final class KiwiRegistry {
  private final AgentClient agent;
  private final HealthClient health;
  private final CatalogClient catalog;
  private final Consul consul;

  public KiwiRegistry(Agent at) {
    consul = Consul.builder().withHostAndPort(HostAndPort.fromParts(at.host(), at.port())).build();
    agent = consul.agentClient();
    health = consul.healthClient();
    catalog = consul.catalogClient();
  }

  public void aServiceWithATtlCheckIsHealthyOnceItSaysSo() throws Exception {
    agent.register(
        ImmutableRegistration.builder()
            .id("kiwi-1")
            .name("kiwi")
            .address("10.0.0.1")
            .port(8080)
            .addTags("blue", "v1")
            .putMeta("version", "1.0")
            .check(Registration.RegCheck.ttl(60))
            .build());
    try {
      assertThat(agent.isRegistered("kiwi-1")).isTrue();
      assertThat(health.getHealthyServiceInstances("kiwi").getResponse()).isEmpty();
      agent.pass("kiwi-1", "all is well");
      List<ServiceHealth> healthy = health.getHealthyServiceInstances("kiwi").getResponse();
      assertThat(healthy).hasSize(1);
      ServiceHealth found = healthy.get(0);
      assertThat(found.getService().getId()).isEqualTo("kiwi-1");
      assertThat(found.getService().getPort()).isEqualTo(8080);
      assertThat(found.getService().getAddress()).isEqualTo("10.0.0.1");
      assertThat(found.getService().getTags()).containsExactly("blue", "v1");
      assertThat(found.getService().getMeta()).isEqualTo(Map.of("version", "1.0"));
      assertThat(found.getChecks())
          .anySatisfy(check -> assertThat(check.getOutput()).contains("all is well"));
      agent.warn("kiwi-1", "slow");
      assertThat(health.getHealthyServiceInstances("kiwi").getResponse()).isEmpty();
      assertThat(health.getAllServiceInstances("kiwi").getResponse()).hasSize(1);
      assertThat(health.getServiceChecks("kiwi").getResponse().get(0).getStatus())
          .isEqualTo("warning");
      agent.fail("kiwi-1", "down");
      assertThat(health.getChecksByState(State.FAIL).getResponse())
          .anySatisfy(check -> assertThat(check.getServiceId()).contains("kiwi-1"));
    } finally {
      agent.deregister("kiwi-1");
    }
    assertThat(agent.isRegistered("kiwi-1")).isFalse();
    assertThat(health.getAllServiceInstances("kiwi").getResponse()).isEmpty();
    assertThatThrownBy(() -> agent.pass("kiwi-1")).isInstanceOf(NotRegisteredException.class);
  }

  public void aHealthCacheFollowsTheInstancesOfAService() throws Exception {
    try (ServiceHealthCache cache =
        ServiceHealthCache.newCache(health, "kiwi-cached", true, 5, QueryOptions.BLANK)) {
      cache.start();
      assertThat(cache.awaitInitialized(10, TimeUnit.SECONDS)).isTrue();
      assertThat(cache.getMap()).isEmpty();
      agent.register(8081, 60L, "kiwi-cached", "kiwi-cached-1", List.of(), Map.of());
      agent.pass("kiwi-cached-1");
      Eventually.holds("the first instance", () -> cache.getMap().size() == 1);
      agent.register(8082, 60L, "kiwi-cached", "kiwi-cached-2", List.of(), Map.of());
      agent.pass("kiwi-cached-2");
      Eventually.holds("the second instance", () -> cache.getMap().size() == 2);
      agent.fail("kiwi-cached-1");
      Eventually.holds("the failed one to go", () -> cache.getMap().size() == 1);
      assertThat(cache.getMap().values().iterator().next().getService().getPort()).isEqualTo(8082);
    } finally {
      agent.deregister("kiwi-cached-1");
      agent.deregister("kiwi-cached-2");
    }
  }

  public void maintenanceTakesAServiceOutOfTheHealthyOnes() {
    agent.register(
        ImmutableRegistration.builder().id("kiwi-maint").name("kiwi-maint").port(1).build());
    try {
      assertThat(health.getHealthyServiceInstances("kiwi-maint").getResponse()).hasSize(1);
      agent.toggleMaintenanceMode("kiwi-maint", true, "new disk");
      assertThat(health.getHealthyServiceInstances("kiwi-maint").getResponse()).isEmpty();
      assertThat(agent.getChecks().values())
          .anySatisfy(check -> assertThat(check.getNotes()).contains("new disk"));
      agent.toggleMaintenanceMode("kiwi-maint", false);
      assertThat(health.getHealthyServiceInstances("kiwi-maint").getResponse()).hasSize(1);
    } finally {
      agent.deregister("kiwi-maint");
    }
  }

  public void aCheckOfTheNodeIsRegisteredAndRemoved() throws Exception {
    agent.registerCheck("kiwi-node", "disk of the node", 60L);
    agent.passCheck("kiwi-node", "enough room");
    String node = agent.getAgent().getConfig().getNodeName();
    assertThat(health.getNodeChecks(node).getResponse())
        .anySatisfy(check -> assertThat(check.getCheckId()).isEqualTo("kiwi-node"));
    agent.deregisterCheck("kiwi-node");
    assertThat(health.getNodeChecks(node).getResponse())
        .noneSatisfy(check -> assertThat(check.getCheckId()).isEqualTo("kiwi-node"));
  }

  public void anExternalServiceIsInTheCatalogAndIsSelectedByMetadataAndTags() {
    catalog.register(
        ImmutableCatalogRegistration.builder()
            .node("kiwi-external")
            .address("192.0.2.7")
            .putNodeMeta("rack", "kiwi-7")
            .service(
                ImmutableService.builder()
                    .id("mail-1")
                    .service("kiwi-mail")
                    .address("")
                    .port(25)
                    .addTags("smtp", "relay")
                    .putMeta("since", "1982")
                    .build())
            .build());
    try {
      assertThat(catalog.getServices().getResponse())
          .hasEntrySatisfying(
              "kiwi-mail", tags -> assertThat(tags).containsExactlyInAnyOrder("smtp", "relay"));
      QueryOptions rack = ImmutableQueryOptions.builder().addNodeMeta("rack:kiwi-7").build();
      assertThat(catalog.getNodes(rack).getResponse())
          .extracting(Node::getNode)
          .containsExactly("kiwi-external");
      QueryOptions tags = ImmutableQueryOptions.builder().addTag("smtp", "relay").build();
      assertThat(catalog.getService("kiwi-mail", tags).getResponse()).hasSize(1);
      QueryOptions other = ImmutableQueryOptions.builder().addTag("imap").build();
      assertThat(catalog.getService("kiwi-mail", other).getResponse()).isEmpty();
      assertThat(catalog.getNode("kiwi-external").getResponse().getServices())
          .containsKey("mail-1");
    } finally {
      catalog.deregister(ImmutableCatalogDeregistration.builder().node("kiwi-external").build());
    }
    assertThat(catalog.getService("kiwi-mail").getResponse()).isEmpty();
  }

  public void aFilterSelectsInstances() {
    agent.register(
        ImmutableRegistration.builder().id("kiwi-f1").name("kiwi-f").addTags("a").port(1).build());
    agent.register(
        ImmutableRegistration.builder().id("kiwi-f2").name("kiwi-f").addTags("b").port(2).build());
    try {
      QueryOptions filter = ImmutableQueryOptions.builder().filter("\"b\" in Service.Tags").build();
      assertThat(health.getAllServiceInstances("kiwi-f", filter).getResponse())
          .extracting(found -> found.getService().getId())
          .containsExactly("kiwi-f2");
    } finally {
      agent.deregister("kiwi-f1");
      agent.deregister("kiwi-f2");
    }
  }

  public void aBlockingQueryReturnsAtAChangeAndAtItsEnd() {
    BigInteger index = catalog.getServices().getIndex();
    long asked = System.nanoTime();
    var unchanged = catalog.getServices(QueryOptions.blockSeconds(1, index).build());
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked)).isGreaterThan(900);
    assertThat(unchanged.getIndex()).isGreaterThanOrEqualTo(index);
    assertThat(unchanged.isKnownLeader()).isTrue();
    agent.register(ImmutableRegistration.builder().id("kiwi-new").name("kiwi-new").port(1).build());
    try {
      var changed = catalog.getServices(QueryOptions.blockSeconds(30, index).build());
      assertThat(changed.getIndex()).isGreaterThan(index);
      assertThat(changed.getResponse()).containsKey("kiwi-new");
    } finally {
      agent.deregister("kiwi-new");
    }
  }

  public void theAgentTellsOfItselfAndItsCluster() {
    agent.ping();
    assertThat(agent.getAgent().getConfig().getDatacenter()).isEqualTo("dc1");
    assertThat(agent.getMembers())
        .extracting(Member::getName)
        .contains(agent.getAgent().getConfig().getNodeName());
    assertThat(catalog.getDatacenters()).containsExactly("dc1");
    String leader = consul.statusClient().getLeader();
    assertThat(consul.statusClient().getPeers()).contains(leader);
    assertThat(consul.operatorClient().getRaftConfiguration().servers())
        .anySatisfy(server -> assertThat(server.leader()).isTrue());
  }
}
