package org.lictor.clients.ecwid;

import static org.assertj.core.api.Assertions.assertThat;

import com.ecwid.consul.v1.ConsistencyMode;
import com.ecwid.consul.v1.ConsulClient;
import com.ecwid.consul.v1.QueryParams;
import com.ecwid.consul.v1.Response;
import com.ecwid.consul.v1.agent.model.NewCheck;
import com.ecwid.consul.v1.agent.model.NewService;
import com.ecwid.consul.v1.catalog.CatalogNodesRequest;
import com.ecwid.consul.v1.catalog.CatalogServicesRequest;
import com.ecwid.consul.v1.catalog.model.CatalogDeregistration;
import com.ecwid.consul.v1.catalog.model.CatalogRegistration;
import com.ecwid.consul.v1.health.HealthServicesRequest;
import com.ecwid.consul.v1.health.model.Check;
import com.ecwid.consul.v1.health.model.HealthService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.lictor.clients.Agent;

/** Registration, health and catalog through {@code consul-api}. */
public final class EcwidRegistry {
  private final ConsulClient consul;

  public EcwidRegistry(Agent at) {
    consul = new ConsulClient(at.host(), at.port());
  }

  public void aServiceWithATtlCheckIsHealthyOnceItSaysSo() {
    consul.agentServiceRegister(service("ecwid-1", "ecwid", 8080));
    try {
      assertThat(passing("ecwid")).isEmpty();
      consul.agentCheckPass("service:ecwid-1", "all is well");
      List<HealthService> healthy = passing("ecwid");
      assertThat(healthy).hasSize(1);
      HealthService.Service found = healthy.get(0).getService();
      assertThat(found.getId()).isEqualTo("ecwid-1");
      assertThat(found.getPort()).isEqualTo(8080);
      assertThat(found.getTags()).containsExactly("blue", "v1");
      assertThat(found.getMeta()).isEqualTo(Map.of("version", "1.0"));
      consul.agentCheckWarn("service:ecwid-1", "slow");
      assertThat(passing("ecwid")).isEmpty();
      consul.agentCheckFail("service:ecwid-1", "down");
      assertThat(consul.getHealthChecksForService("ecwid", QueryParams.DEFAULT).getValue())
          .extracting(Check::getStatus)
          .containsExactly(Check.CheckStatus.CRITICAL);
      assertThat(
              consul
                  .getHealthChecksState(Check.CheckStatus.CRITICAL, QueryParams.DEFAULT)
                  .getValue())
          .extracting(Check::getServiceId)
          .contains("ecwid-1");
      assertThat(consul.getAgentServices().getValue()).containsKey("ecwid-1");
      assertThat(consul.getAgentChecks().getValue()).containsKey("service:ecwid-1");
    } finally {
      consul.agentServiceDeregister("ecwid-1");
    }
    assertThat(consul.getAgentServices().getValue()).doesNotContainKey("ecwid-1");
  }

  public void aBlockingQueryWakesAtAChange() throws Exception {
    Response<List<HealthService>> before = health("ecwid-watched", QueryParams.DEFAULT);
    assertThat(before.getValue()).isEmpty();
    QueryParams next = new QueryParams(30, before.getConsulIndex());
    CompletableFuture<Response<List<HealthService>>> answer =
        CompletableFuture.supplyAsync(() -> health("ecwid-watched", next));
    consul.agentServiceRegister(service("ecwid-w", "ecwid-watched", 1));
    try {
      Response<List<HealthService>> after = answer.get(15, TimeUnit.SECONDS);
      assertThat(after.getConsulIndex()).isGreaterThan(before.getConsulIndex());
      assertThat(after.getValue()).hasSize(1);
      assertThat(after.isConsulKnownLeader()).isTrue();
    } finally {
      consul.agentServiceDeregister("ecwid-w");
    }
  }

  public void aTagSelectsInstances() {
    consul.agentServiceRegister(service("ecwid-t", "ecwid-t", 1));
    try {
      for (String tag : List.of("blue", "red")) {
        HealthServicesRequest request =
            HealthServicesRequest.newBuilder()
                .setTag(tag)
                .setQueryParams(new QueryParams(ConsistencyMode.CONSISTENT))
                .build();
        assertThat(consul.getHealthServices("ecwid-t", request).getValue())
            .hasSize(tag.equals("blue") ? 1 : 0);
      }
    } finally {
      consul.agentServiceDeregister("ecwid-t");
    }
  }

  public void aServiceAndTheNodeGoIntoMaintenanceAndComeBack() {
    NewService plain = service("ecwid-m", "ecwid-m", 1);
    plain.setCheck(null);
    consul.agentServiceRegister(plain);
    try {
      assertThat(passing("ecwid-m")).hasSize(1);
      consul.agentServiceSetMaintenance("ecwid-m", true, "new disk");
      assertThat(passing("ecwid-m")).isEmpty();
      consul.agentServiceSetMaintenance("ecwid-m", false);
      assertThat(passing("ecwid-m")).hasSize(1);
      consul.agentSetMaintenance(true, "all of it");
      assertThat(passing("ecwid-m")).isEmpty();
      consul.agentSetMaintenance(false);
      assertThat(passing("ecwid-m")).hasSize(1);
    } finally {
      consul.agentSetMaintenance(false);
      consul.agentServiceDeregister("ecwid-m");
    }
  }

  public void aCheckOfTheNodeIsRegisteredAndRemoved() {
    NewCheck check = new NewCheck();
    check.setId("ecwid-node");
    check.setName("disk of the node");
    check.setTtl("60s");
    check.setStatus("passing");
    consul.agentCheckRegister(check);
    String node = consul.getAgentSelf().getValue().getConfig().getNodeName();
    assertThat(consul.getHealthChecksForNode(node, QueryParams.DEFAULT).getValue())
        .extracting(Check::getCheckId)
        .contains("ecwid-node");
    consul.agentCheckDeregister("ecwid-node");
    assertThat(consul.getHealthChecksForNode(node, QueryParams.DEFAULT).getValue())
        .extracting(Check::getCheckId)
        .doesNotContain("ecwid-node");
  }

  public void anExternalServiceIsInTheCatalog() {
    CatalogRegistration.Service mail = new CatalogRegistration.Service();
    mail.setService("ecwid-mail");
    mail.setPort(25);
    mail.setTags(List.of("smtp"));
    CatalogRegistration external = new CatalogRegistration();
    external.setNode("ecwid-external");
    external.setAddress("192.0.2.8");
    external.setNodeMeta(Map.of("rack", "ecwid-8"));
    external.setService(mail);
    consul.catalogRegister(external);
    try {
      assertThat(consul.getCatalogServices(CatalogServicesRequest.newBuilder().build()).getValue())
          .containsEntry("ecwid-mail", List.of("smtp"));
      assertThat(
              consul
                  .getCatalogNodes(
                      CatalogNodesRequest.newBuilder()
                          .setNodeMeta(Map.of("rack", "ecwid-8"))
                          .build())
                  .getValue())
          .hasSize(1);
      assertThat(consul.getCatalogService("ecwid-mail", QueryParams.DEFAULT).getValue())
          .singleElement()
          .satisfies(found -> assertThat(found.getServicePort()).isEqualTo(25));
      assertThat(consul.getCatalogNode("ecwid-external", QueryParams.DEFAULT).getValue())
          .satisfies(found -> assertThat(found.getServices()).containsKey("ecwid-mail"));
    } finally {
      CatalogDeregistration gone = new CatalogDeregistration();
      gone.setNode("ecwid-external");
      consul.catalogDeregister(gone);
    }
  }

  public void theAgentTellsOfItselfAndItsCluster() {
    assertThat(consul.getAgentSelf().getValue().getConfig().getDatacenter()).isEqualTo("dc1");
    assertThat(consul.getAgentMembers().getValue()).isNotEmpty();
    assertThat(consul.getCatalogDatacenters().getValue()).containsExactly("dc1");
    assertThat(consul.getStatusPeers().getValue()).contains(consul.getStatusLeader().getValue());
  }

  private List<HealthService> passing(String name) {
    return consul.getHealthServices(name, true, QueryParams.DEFAULT).getValue();
  }

  private Response<List<HealthService>> health(String name, QueryParams parameters) {
    return consul.getHealthServices(
        name, HealthServicesRequest.newBuilder().setQueryParams(parameters).build());
  }

  private static NewService service(String id, String name, int port) {
    NewService.Check ttl = new NewService.Check();
    ttl.setTtl("60s");
    NewService service = new NewService();
    service.setId(id);
    service.setName(name);
    service.setPort(port);
    service.setTags(List.of("blue", "v1"));
    service.setMeta(Map.of("version", "1.0"));
    service.setCheck(ttl);
    return service;
  }
}
