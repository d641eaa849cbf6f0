package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RttCommandTest {
  private static final String ROWS =
      """
      [{"Node":"n1","Segment":"","Coord":{"Vec":[0.003,0,0,0,0,0,0,0],"Error":1.5,"Adjustment":0,"Height":0.0001}},
       {"Node":"n2","Segment":"","Coord":{"Vec":[0,0.004,0,0,0,0,0,0],"Error":1.5,"Adjustment":-0.0001,"Height":1e-5}}]""";

  private final FakeAgent agent = new FakeAgent();

  @BeforeEach
  void answers() {
    agent
        .answering("GET /v1/coordinate/nodes", ROWS)
        .answering(
            "GET /v1/coordinate/datacenters",
            "[{\"Datacenter\":\"dc1\",\"AreaID\":\"wan\",\"Coordinates\":" + ROWS + "}]")
        .answering(
            "GET /v1/agent/self", "{\"Config\":{\"NodeName\":\"n2\",\"Datacenter\":\"dc1\"}}");
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void theTimeBetweenTwoNodesIsEstimated() {
    assertThat(Tool.ask(agent, "rtt", "n1", "N2"))
        .isEqualTo(
            new Tool.Result(0, "Estimated n1 <-> N2 rtt: 5.010 ms (using LAN coordinates)\n", ""));
  }

  @Test
  void theSecondNodeIsTheAgentsOwnWhenNotNamed() {
    assertThat(Tool.ask(agent, "rtt", "n1").out())
        .isEqualTo("Estimated n1 <-> n2 rtt: 5.010 ms (using LAN coordinates)\n");
    assertThat(Tool.ask(agent, "rtt", "-wan", "n1.dc1").out())
        .isEqualTo("Estimated n1.dc1 <-> n2.dc1 rtt: 5.010 ms (using WAN coordinates)\n");
  }

  @Test
  void aNodeWithoutCoordinateIsNamed() {
    assertThat(Tool.ask(agent, "rtt", "n1", "n9"))
        .isEqualTo(new Tool.Result(1, "", "Could not find a coordinate for node \"n9\"\n"));
    assertThat(Tool.ask(agent, "rtt", "-wan", "n1.dc1", "n1.dc9").err())
        .isEqualTo("Could not find a coordinate for node \"n1.dc9\"\n");
  }

  @Test
  void wrongCallsAreRefused() {
    assertThat(Tool.ask(agent, "rtt").err())
        .startsWith("One or two node names must be specified\n");
    assertThat(Tool.ask(agent, "rtt", "a", "b", "c").code()).isEqualTo(1);
    assertThat(Tool.ask(agent, "rtt", "-wan", "n1").err())
        .isEqualTo("Node names must be specified as <node name>.<datacenter> with -wan\n");
    agent.answering("GET /v1/coordinate/nodes", 500, "no");
    assertThat(Tool.ask(agent, "rtt", "n1", "n2").err())
        .isEqualTo("Error getting coordinates: Unexpected response code: 500 (no)\n");
  }
}
