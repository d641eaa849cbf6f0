package org.lictor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaintenanceTest {
  private final TestAgent agent = new TestAgent();

  @Test
  void aNodeGoesIntoMaintenanceOnceAndComesOut() {
    agent.maintenance.node(false, "");
    agent.maintenance.node(true, "");
    agent.maintenance.node(true, "another");
    var check = agent.state.image().check("_node_maintenance");
    assertThat(check.name()).isEqualTo("Node Maintenance Mode");
    assertThat(check.status() + " " + check.type()).isEqualTo("critical maintenance");
    assertThat(check.notes())
        .isEqualTo(
            "Maintenance mode is enabled for this node, but no reason was provided. This is a default message.");
    agent.maintenance.node(false, "");
    assertThat(agent.checks()).isEmpty();
    assertThat(agent.memory.checks).isEmpty();
  }

  @Test
  void aServiceGoesIntoMaintenanceWithItsOwnIdAndAReason() {
    assertThatThrownBy(() -> agent.maintenance.service("zz", true, ""))
        .isInstanceOf(NotRegisteredException.class);
    agent.services.registerService(TestAgent.service("Web"), false);
    agent.maintenance.service("web", true, "why");
    var check = agent.state.image().check("_service_maintenance:Web");
    assertThat(check.name() + "|" + check.notes() + "|" + check.serviceName())
        .isEqualTo("Service Maintenance Mode|why|Web");
    agent.maintenance.service("WEB", false, "");
    assertThat(agent.checks()).isEmpty();
  }

  @Test
  void maintenanceLastsOverARestart() {
    agent.services.registerService(TestAgent.service("web"), false);
    agent.maintenance.node(true, "why");
    agent.maintenance.service("web", true, "");
    TestAgent next = agent.restarted();
    next.definitions.start(List.of(), List.of());
    assertThat(next.checks())
        .isEqualTo("_node_maintenance critical; _service_maintenance:web critical");
    assertThat(next.state.image().check("_node_maintenance"))
        .isEqualTo(agent.state.image().check("_node_maintenance"));
  }
}
