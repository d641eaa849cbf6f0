package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator asks one server, and what it keeps of it. */
class OperatorIT {
  @TempDir private Path directory;

  @Test
  void theServerIsListedConfiguredAndLeft() throws Exception {
    try (LictorProcess agent =
        new LictorProcess(
            directory,
            "-server",
            "-bootstrap-expect",
            "1",
            "-data-dir",
            directory.resolve("data").toString(),
            "-bind",
            "127.0.0.1",
            "-node",
            "n1",
            "-hcl",
            "autopilot { min_quorum = 3 }")) {
      agent.start();
      theServerIsListed(agent);
      theConfigurationSurvives(agent);
      whatOneServerCannotDoIsSaid(agent);
      Ran leave = agent.cli("leave");
      assertThat(leave.out()).isEqualTo("Graceful leave complete\n");
      assertThat(agent.exitCode()).isZero();
    }
  }

  private static void theServerIsListed(LictorProcess agent) throws Exception {
    String address = "127.0.0.1:" + agent.serverPort;
    Ran peers = agent.cli("operator", "raft", "list-peers");
    assertThat(peers.lines().get(1)).startsWith("n1 ").contains(address, " leader ", " true ");
    assertThat(agent.get("/v1/status/peers").body()).isEqualTo("[\"" + address + "\"]");
    assertThat(agent.cli("operator", "autopilot", "state").out())
        .startsWith("Healthy:                      true\n")
        .contains("      Name:            n1\n", "      Status:          leader\n");
    assertThat(agent.cli("members", "-wan").lines().get(1)).startsWith("n1.dc1 ");
  }

  private static void theConfigurationSurvives(LictorProcess agent) throws Exception {
    assertThat(agent.cli("operator", "autopilot", "get-config").lines())
        .contains("MinQuorum = 3", "MaxTrailingLogs = 250");
    assertThat(agent.cli("operator", "autopilot", "set-config", "-max-trailing-logs=7").out())
        .isEqualTo("Configuration updated!\n");
    agent.kill();
    agent.start();
    assertThat(agent.cli("operator", "autopilot", "get-config").lines())
        .contains("MinQuorum = 3", "MaxTrailingLogs = 7");
  }

  private static void whatOneServerCannotDoIsSaid(LictorProcess agent) throws Exception {
    assertThat(agent.cli("operator", "raft", "transfer-leader").err())
        .contains("500 (leadership transfer failed: there is no other server)");
    assertThat(
            agent
                .cli("operator", "raft", "remove-peer", "-address=127.0.0.1:" + agent.serverPort)
                .err())
        .contains("500 (Need at least one voter in configuration");
    assertThat(agent.cli("join", "127.0.0.1:1").exit()).isEqualTo(1);
    assertThat(agent.put("/v1/agent/join/127.0.0.1?wan=1", "").body())
        .isEqualTo("WAN federation is not supported by this agent");
    assertThat(agent.cli("force-leave", "other").err())
        .contains("500 (agent: No node found with name 'other')");
  }
}
