package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.FreePorts;

/**
 * The article's session: one agent, a web server with a check in a file, found by HTTP, DNS and the
 * command line, through a crash.
 */
class FirstLightIT {
  @TempDir private Path directory;

  @Test
  void aServiceFromAFileIsFoundWhileItAnswersAndSurvivesACrash() throws Exception {
    int port = FreePorts.next();
    Path definitions = Files.createDirectory(directory.resolve("conf.d"));
    Files.writeString(definitions.resolve("web.json"), webJson(port));
    Path data = directory.resolve("data");
    try (LictorProcess agent =
        new LictorProcess(
            directory,
            "-server",
            "-bootstrap-expect",
            "1",
            "-data-dir",
            data.toString(),
            "-bind",
            "127.0.0.1",
            "-node",
            "n1",
            "-config-dir",
            definitions.toString(),
            "-enable-local-script-checks")) {
      agent.start();
      agent.await(
          "the check to fail",
          () -> agent.get("/v1/health/state/critical").body().contains("service:web"));
      agent.await(
          "the output of curl",
          () -> agent.get("/v1/health/service/web?passing").body().equals("[]"));
      try (WebServer web = WebServer.start(port)) {
        agent.await(
            "the check to pass",
            () -> agent.get("/v1/health/service/web?passing").body().contains("\"web\""));
        theServiceIsFound(agent, port);
        severalInstancesTakeTurns(agent);
        throughDnsmasq(agent, port);
      }
      agent.await(
          "the check to fail again",
          () -> !agent.get("/v1/health/service/web?passing").body().contains("\"n1\""));
      aCrashLosesNothing(agent);
    }
  }

  private static String webJson(int port) {
    return """
        { # the web service
          "service": {
            "name": "web", // as clients know it
            "port": %d,
            "check": {
              "script": "curl localhost:%d >/dev/null 2>&1",
              "interval": "1s"
            }
          }
        }
        """
        .formatted(port, port);
  }

  private static void theServiceIsFound(LictorProcess agent, int port) throws Exception {
    Ran members = agent.cli("members");
    assertThat(members.exit()).isZero();
    assertThat(members.lines().get(0))
        .startsWith("Node  Address")
        .contains("Status", "Type", "Build", "Protocol", "DC");
    assertThat(members.lines().get(1))
        .startsWith("n1")
        .contains("127.0.0.1:" + agent.gridPort, "alive", "server", "dc1");
    assertThat(agent.get("/v1/catalog/nodes").body())
        .contains("\"Node\":\"n1\"", "\"Address\":\"127.0.0.1\"");
    assertThat(agent.cli("catalog", "services").lines()).containsExactly("consul", "web");
    if (Ran.has("dig")) {
      assertThat(agent.dig("+short", "n1.node.consul").lines()).containsExactly("127.0.0.1");
      assertThat(agent.dig("+short", "web.service.consul").lines()).containsExactly("127.0.0.1");
      Ran srv = agent.dig("web.service.consul", "SRV");
      assertThat(srv.out())
          .containsPattern(
              "web\\.service\\.consul\\.\\s+0\\s+IN\\s+SRV\\s+1 1 "
                  + port
                  + " n1\\.node\\.dc1\\.consul\\.");
      assertThat(srv.out())
          .containsPattern("n1\\.node\\.dc1\\.consul\\.\\s+0\\s+IN\\s+A\\s+127\\.0\\.0\\.1");
    }
  }

  private static void severalInstancesTakeTurns(LictorProcess agent) throws Exception {
    for (int i = 2; i <= 3; i++) {
      String body =
          "{\"Node\":\"n%d\",\"Address\":\"127.0.0.%d\",\"Service\":{\"Service\":\"web\",\"Port\":80}}"
              .formatted(i, i);
      assertThat(agent.put("/v1/catalog/register", body).body()).isEqualTo("true");
    }
    assumeTrue(Ran.has("dig"), "dig is not here");
    Set<String> first = new HashSet<>();
    for (int i = 0; i < 100 && first.size() < 3; i++) {
      List<String> answers = agent.dig("+short", "web.service.consul").lines();
      assertThat(answers).containsExactlyInAnyOrder("127.0.0.1", "127.0.0.2", "127.0.0.3");
      first.add(answers.get(0));
    }
    assertThat(first).hasSize(3);
  }

  private void throughDnsmasq(LictorProcess agent, int port) throws Exception {
    assumeTrue(Dnsmasq.available(), "dnsmasq is not here");
    try (Dnsmasq dnsmasq = Dnsmasq.start(directory, agent)) {
      assertThat(dnsmasq.ask("web.service.consul")).contains("127.0.0.1").hasSize(3);
      String resolve = "web.service.consul:" + port + ":" + dnsmasq.ask("n1.node.consul").get(0);
      Ran curl =
          Ran.command(
              List.of("curl", "-sf", "--resolve", resolve, "http://web.service.consul:" + port));
      assertThat(curl.out()).isEqualTo("hello from web\n");
    }
  }

  private static void aCrashLosesNothing(LictorProcess agent) throws Exception {
    assertThat(agent.put("/v1/kv/kept", "value").body()).isEqualTo("true");
    assertThat(
            agent.put("/v1/agent/service/register", "{\"Name\":\"api\",\"Port\":1}").statusCode())
        .isEqualTo(200);
    String nodeId =
        agent.get("/v1/agent/self").body().replaceAll("(?s).*\"NodeID\":\"([^\"]+)\".*", "$1");
    long index =
        Long.parseLong(
            agent.get("/v1/kv/kept").headers().firstValue("X-Consul-Index").orElseThrow());
    agent.kill();
    agent.start();
    assertThat(agent.get("/v1/kv/kept?raw").body()).isEqualTo("value");
    assertThat(agent.get("/v1/catalog/service/web").body()).contains("\"n1\"", "\"n2\"", "\"n3\"");
    assertThat(agent.get("/v1/agent/services").body()).contains("\"api\"", "\"web\"");
    assertThat(agent.get("/v1/agent/self").body()).contains(nodeId);
    assertThat(agent.put("/v1/kv/later", "x").body()).isEqualTo("true");
    long later =
        Long.parseLong(
            agent.get("/v1/kv/later").headers().firstValue("X-Consul-Index").orElseThrow());
    assertThat(later).isGreaterThan(index);
  }
}
