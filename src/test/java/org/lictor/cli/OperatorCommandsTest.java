package org.lictor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorCommandsTest {
  private static final String CONFIG =
      """
      {"CleanupDeadServers":true,"LastContactThreshold":"200ms","MaxTrailingLogs":250,"MinQuorum":0,\
      "ServerStabilizationTime":"10s","RedundancyZoneTag":"","DisableUpgradeMigration":false,\
      "UpgradeVersionTag":"","CreateIndex":4,"ModifyIndex":7}""";
  private static final String CONFIG_PATH = "/v1/operator/autopilot/configuration";

  private final FakeAgent agent = new FakeAgent();

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void peersAreListedWithHowFarTheyAre() {
    agent.answering(
        "GET /v1/operator/raft/configuration",
        """
        {"Servers":[
          {"ID":"i1","Node":"n1","Address":"10.0.0.1:8300","Leader":true,"ProtocolVersion":"3","Voter":true,"LastIndex":108},
          {"ID":"i2","Node":"n2","Address":"10.0.0.2:8300","Leader":false,"ProtocolVersion":"3","Voter":true,"LastIndex":107},
          {"ID":"i3","Node":"n3","Address":"10.0.0.3:8300","Leader":false,"ProtocolVersion":"3","Voter":true,"LastIndex":108},
          {"ID":"i4","Node":"(unknown)","Address":"10.0.0.4:8300","Leader":false,"ProtocolVersion":"","Voter":false}],
         "Index":0}""");
    assertThat(Tool.ask(agent, "operator", "raft", "list-peers", "-stale"))
        .isEqualTo(
            new Tool.Result(
                0,
                """
        Node       ID  Address        State     Voter  RaftProtocol  Commit Index  Trails Leader By
        n1         i1  10.0.0.1:8300  leader    true   3             108           -               \n\
        n2         i2  10.0.0.2:8300  follower  true   3             107           1 commit        \n\
        n3         i3  10.0.0.3:8300  follower  true   3             108           0 commits       \n\
        (unknown)  i4  10.0.0.4:8300  follower  false  <=1           -             -               \n\
        """,
                ""));
    assertThat(agent.lines()).containsExactly("GET /v1/operator/raft/configuration?stale=");
  }

  @Test
  void aPeerIsRemovedByIdOrByAddress() {
    agent.answering("DELETE /v1/operator/raft/peer", "");
    assertThat(Tool.ask(agent, "operator", "raft", "remove-peer", "-id=i1").out())
        .isEqualTo("Removed peer with id \"i1\"\n");
    assertThat(Tool.ask(agent, "operator", "raft", "remove-peer", "-address=a:1").out())
        .isEqualTo("Removed peer with address \"a:1\"\n");
    assertThat(agent.lines())
        .containsExactly(
            "DELETE /v1/operator/raft/peer?id=i1", "DELETE /v1/operator/raft/peer?address=a%3A1");
  }

  @Test
  void theLeadIsHandedOver() {
    agent.answering("POST /v1/operator/raft/transfer-leader", "{\"Success\":true}");
    assertThat(Tool.ask(agent, "operator", "raft", "transfer-leader", "-id=i2"))
        .isEqualTo(new Tool.Result(0, "Success\n", ""));
    assertThat(agent.lines()).containsExactly("POST /v1/operator/raft/transfer-leader?id=i2");
    agent.answering("POST /v1/operator/raft/transfer-leader", "{\"Success\":false}");
    assertThat(Tool.ask(agent, "operator", "raft", "transfer-leader").code()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "raft list-peers           | Error getting peers: Failed to retrieve raft configuration: ",
        "raft remove-peer -id=x    | Error removing peer: ",
        "raft transfer-leader      | Error transfering leadership: Failed to transfer leadership ",
        "autopilot get-config      | Error querying Autopilot configuration: ",
        "autopilot set-config      | Error querying Autopilot configuration: ",
        "autopilot state           | Error querying Autopilot state: ",
      })
  void aRefusalOfTheAgentIsTold(String call, String failure) {
    assertThat(Tool.ask(agent, ("operator " + call).split(" ")))
        .isEqualTo(new Tool.Result(1, "", failure + " Unexpected response code: 404 ()\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "raft remove-peer                  | Error removing peer: an address or id is required for the peer to remove",
        "raft remove-peer -id=a -address=b | Error removing peer: cannot give both an address and id",
        "autopilot state -format=xml       | Unknown format: xml",
      })
  void aWrongCallIsRefusedBeforeTheAgentIsAsked(String call, String message) {
    assertThat(Tool.ask(agent, ("operator " + call).split(" ")))
        .isEqualTo(new Tool.Result(1, "", message + "\n"));
    assertThat(agent.requests()).isEmpty();
  }

  @Test
  void theConfigurationIsALineForEachPart() {
    agent.answering("GET " + CONFIG_PATH, CONFIG);
    assertThat(Tool.ask(agent, "operator", "autopilot", "get-config").out())
        .isEqualTo(
            """
        CleanupDeadServers = true
        LastContactThreshold = 200ms
        MaxTrailingLogs = 250
        MinQuorum = 0
        ServerStabilizationTime = 10s
        RedundancyZoneTag = ""
        DisableUpgradeMigration = false
        UpgradeVersionTag = ""
        """);
  }

  @Test
  void whatIsNotGivenStaysAndNobodysChangeIsOverwritten() {
    agent.answering("GET " + CONFIG_PATH, CONFIG).answering("PUT " + CONFIG_PATH, "true\n");
    assertThat(
            Tool.ask(
                agent,
                "operator",
                "autopilot",
                "set-config",
                "-min-quorum=3",
                "-last-contact-threshold=1s",
                "-cleanup-dead-servers",
                "false"))
        .isEqualTo(new Tool.Result(0, "Configuration updated!\n", ""));
    assertThat(agent.lines())
        .containsExactly("GET " + CONFIG_PATH, "PUT " + CONFIG_PATH + "?cas=7");
    assertThat(agent.requests().get(1).body())
        .isEqualTo(
            CONFIG
                .replace("\"CleanupDeadServers\":true", "\"CleanupDeadServers\":false")
                .replace("200ms", "1s")
                .replace("\"MinQuorum\":0", "\"MinQuorum\":3"));
    agent.answering("PUT " + CONFIG_PATH, "false\n");
    assertThat(Tool.ask(agent, "operator", "autopilot", "set-config"))
        .isEqualTo(
            new Tool.Result(
                1, "", "Configuration could not be atomically updated, please try again\n"));
  }

  @Test
  void aSwitchWithAValueOfItsOwn() {
    agent.answering("GET " + CONFIG_PATH, CONFIG).answering("PUT " + CONFIG_PATH, "true");
    assertThat(
            Tool.ask(agent, "operator", "autopilot", "set-config", "-disable-upgrade-migration")
                .code())
        .isZero();
    assertThat(agent.requests().get(1).body()).contains("\"DisableUpgradeMigration\":true");
    assertThat(
            Tool.ask(agent, "operator", "autopilot", "set-config", "-cleanup-dead-servers=x").err())
        .startsWith(
            "invalid boolean value \"x\" for -cleanup-dead-servers: strconv.ParseBool: parsing \"x\": invalid syntax\n");
    assertThat(Tool.alone("operator", "autopilot", "set-config", "-h").out())
        .contains("\n  -cleanup-dead-servers=<true|false>\n")
        .contains("\n  -last-contact-threshold=<200ms>\n");
  }

  @Test
  void theStateIsABlockForEachServer() {
    agent.answering(
        "GET /v1/operator/autopilot/state",
        """
        {"Healthy":true,"FailureTolerance":1,"OptimisticFailureTolerance":0,"Servers":{
          "i2":{"ID":"i2","Name":"n2","Address":"10.0.0.2:8300","NodeStatus":"alive","Version":"1.21.4","Healthy":true,
                "StableSince":"2026-11-06T14:51:00Z","ReadReplica":false,"Status":"voter","Meta":{},"NodeType":"voter"},
          "i1":{"ID":"i1","Name":"n1","Address":"10.0.0.1:8300","NodeStatus":"alive","Version":"1.21.4","LastContact":"0s",
                "LastTerm":3,"LastIndex":42,"Healthy":true,"StableSince":"2026-11-06T14:51:00Z","ReadReplica":false,
                "Status":"leader","Meta":{"foo":"bar"},"NodeType":"voter"}},
         "Leader":"i1","Voters":["i1","i2"]}""");
    assertThat(Tool.ask(agent, "operator", "autopilot", "state").out())
        .isEqualTo(
            """
        Healthy:                      true
        Failure Tolerance:            1
        Optimistic Failure Tolerance: 0
        Leader:                       i1
        Voters:
           i1
           i2
        Servers:
           i1
              Name:            n1
              Address:         10.0.0.1:8300
              Version:         1.21.4
              Status:          leader
              Node Type:       voter
              Node Status:     alive
              Healthy:         true
              Last Contact:    0s
              Last Term:       3
              Last Index:      42
              Meta
                 "foo": "bar"
           i2
              Name:            n2
              Address:         10.0.0.2:8300
              Version:         1.21.4
              Status:          voter
              Node Type:       voter
              Node Status:     alive
              Healthy:         true
              Last Contact:    -
              Last Term:       -
              Last Index:      -

        """);
    assertThat(Tool.ask(agent, "operator", "autopilot", "state", "-format=json").out())
        .startsWith("{\n    \"Healthy\": true,\n    \"FailureTolerance\": 1,\n");
  }

  @Test
  void usageShowsBillableAndMeshInstances() {
    agent.answering(
        "GET /v1/operator/usage",
        "{\"Usage\":{\"dc1\":{\"Services\":2,\"ServiceInstances\":3,\"ConnectServiceInstances\":"
            + "{\"connect-native\":0,\"connect-proxy\":1},\"BillableServiceInstances\":3}}}");
    assertThat(Tool.ask(agent, "operator", "usage", "instances").out())
        .isEqualTo(
            "Billable Service Instances Total: 3\n\nBillable Services\n"
                + "Services  Service instances\n2         3                \n\n"
                + "Connect Services\nType            Service instances\n"
                + "connect-native  0                \nconnect-proxy   1                \n");
    assertThat(Tool.ask(agent, "operator", "usage", "instances", "-billable").out())
        .doesNotContain("Connect");
  }

  @Test
  void aKeyringIsListedByPool() {
    agent.answering(
        "GET /v1/operator/keyring",
        "[{\"WAN\":true,\"Datacenter\":\"dc1\",\"Keys\":{\"k=\":1},\"NumNodes\":1},"
            + "{\"Datacenter\":\"dc1\",\"Keys\":{\"k=\":2},\"NumNodes\":3}]");
    assertThat(Tool.ask(agent, "keyring", "-list").out())
        .isEqualTo(
            "==> Gathering installed encryption keys...\n\nWAN:\n  k= [1/1]\n\ndc1 (LAN):\n"
                + "  k= [2/3]\n");
    assertThat(Tool.ask(agent, "keyring", "-list", "-use=k").err())
        .isEqualTo("Only a single action is allowed\n");
    assertThat(Tool.ask(agent, "keyring", "-use=k").err())
        .startsWith("error: Unexpected response code: 404");
  }

  @Test
  void whatIsNotHereIsRefusedWhateverItsFlags() {
    assertThat(Tool.alone("acl", "token", "list", "-meta"))
        .isEqualTo(
            new Tool.Result(
                1,
                "",
                "Access control is not supported by Lictor: there is no \"acl\" to be done.\n"));
    assertThat(Tool.alone("logout").code()).isEqualTo(1);
  }
}
