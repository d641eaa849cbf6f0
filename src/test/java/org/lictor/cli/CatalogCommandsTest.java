package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogCommandsTest {
  private final FakeAgent agent = new FakeAgent();

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void datacentersKeepTheOrderOfTheAnswer() {
    agent.answering("GET /v1/catalog/datacenters", "[\"dc2\",\"dc1\"]");
    assertThat(Tool.ask(agent, "catalog", "datacenters"))
        .isEqualTo(new Tool.Result(0, "dc2\ndc1\n", ""));
  }

  @Test
  void nodesAreATableWithShortIds() {
    agent.answering(
        "GET /v1/catalog/nodes",
        """
        [{"ID":"","Node":"b","Address":"10.0.0.1","Datacenter":"dc1","TaggedAddresses":null,"Meta":null},
         {"ID":"90f8104e-2bb3-2a63-e426-e5ad816e9b4d","Node":"a","Address":"10.0.0.100","Datacenter":"dc1",
          "TaggedAddresses":{"wan":"2","lan":"1"},"Meta":{"z":"1","a":"2"}}]""");
    assertThat(Tool.ask(agent, "catalog", "nodes").out())
        .isEqualTo(
            """
        Node  ID        Address     DC \n\
        b               10.0.0.1    dc1\n\
        a     90f8104e  10.0.0.100  dc1\n\
        """);
    assertThat(Tool.ask(agent, "catalog", "nodes", "-detailed").out())
        .isEqualTo(
            """
        Node  ID                                    Address     DC   TaggedAddresses  Meta    \n\
        b                                           10.0.0.1    dc1                           \n\
        a     90f8104e-2bb3-2a63-e426-e5ad816e9b4d  10.0.0.100  dc1  lan=1, wan=2     a=2, z=1\n\
        """);
  }

  @Test
  void nodesPassOnWhatNarrowsThem() {
    agent
        .answering("GET /v1/catalog/nodes", "[]")
        .answering(
            "GET /v1/catalog/service/web",
            """
        [{"ID":"1234","Node":"n","Address":"10.0.0.1","Datacenter":"dc1","NodeMeta":{"rack":"7"},"ServiceMeta":{"x":"y"}}]""");
    assertThat(
            Tool.ask(
                agent,
                "catalog",
                "nodes",
                "-near=_agent",
                "-node-meta=b=2",
                "-node-meta",
                "a=1",
                "-filter=x==y",
                "-stale"))
        .isEqualTo(
            new Tool.Result(
                0, "", "No nodes match the given query - try expanding your search.\n"));
    assertThat(Tool.ask(agent, "catalog", "nodes", "-detailed", "-service=web").out())
        .endsWith("  rack=7\n");
    assertThat(agent.lines())
        .containsExactly(
            "GET /v1/catalog/nodes?filter=x%3D%3Dy&near=_agent&node-meta=b%3A2&node-meta=a%3A1&stale=",
            "GET /v1/catalog/service/web");
  }

  @Test
  void servicesAreSortedAndTagsStandInAColumn() {
    agent.answering(
        "GET /v1/catalog/services",
        "{\"web\":[\"b\",\"a\"],\"a-much-longer-name\":[],\"db\":null}");
    assertThat(Tool.ask(agent, "catalog", "services", "-node-meta=a=b"))
        .isEqualTo(new Tool.Result(0, "a-much-longer-name\ndb\nweb\n", ""));
    assertThat(Tool.ask(agent, "catalog", "services", "-tags").out())
        .isEqualTo(
            "a-much-longer-name      \ndb                      \nweb                     a,b\n");
    assertThat(agent.lines())
        .containsExactly("GET /v1/catalog/services?node-meta=a%3Ab", "GET /v1/catalog/services");
  }

  @Test
  void theServicesOfANodeAreItsInstancesByName() {
    agent.answering(
        "GET /v1/catalog/node/n1",
        """
        {"Node":{"Node":"n1"},"Services":{"web-1":{"ID":"web-1","Service":"web","Tags":["b"]},
         "web-2":{"ID":"web-2","Service":"web","Tags":["a"]},"db":{"ID":"db","Service":"db","Tags":null}}}""");
    assertThat(Tool.ask(agent, "catalog", "services", "-node=n1", "-tags").out())
        .isEqualTo("db       \nweb      a,b\n");
    agent.answering("GET /v1/catalog/node/n2", "null");
    assertThat(Tool.ask(agent, "catalog", "services", "-node=n2"))
        .isEqualTo(
            new Tool.Result(
                0, "", "No services match the given query - try expanding your search.\n"));
  }

  @Test
  void operandsAndFailuresAreTold() {
    for (String what : new String[] {"datacenters", "nodes", "services"}) {
      assertThat(Tool.ask(agent, "catalog", what, "x", "y"))
          .isEqualTo(new Tool.Result(1, "", "Too many arguments (expected 0, got 2)\n"));
      assertThat(Tool.ask(agent, "catalog", what))
          .isEqualTo(
              new Tool.Result(
                  1, "", "Error listing " + what + ": Unexpected response code: 404 ()\n"));
    }
    assertThat(Tool.ask(agent, "catalog", "nodes", "-service=x").err())
        .startsWith("Error listing nodes for service: ");
    assertThat(Tool.ask(agent, "catalog", "services", "-node=x").err())
        .startsWith("Error listing services for node: ");
  }
}
