package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.FreePorts;

/**
 * The article's session on several hosts, each an address of its own on loopback: servers, and two
 * clients with a web server each, that come, fail, leave and return.
 */
class ArticleClusterIT {
  private static final Duration OUT_OF_DNS = Duration.ofSeconds(2);
  private static final String WEB = "web.service.consul";
  private static final String SCRIPTS = "-enable-local-script-checks";

  @TempDir private Path directory;
  private final int webPort = FreePorts.next();
  private ClusterProcesses cluster;
  private ClusterAgent server;
  private ClusterAgent first;
  private ClusterAgent second;

  @BeforeEach
  void toolsAreHere() {
    assumeTrue(Ran.has("dig") && Ran.has("curl"), "dig or curl is not here");
  }

  /** What else happens while both web servers run. */
  private interface Further {
    void happens() throws Exception;
  }

  @Test
  void theSessionWithOneServer() throws Exception {
    session(1, () -> {});
  }

  @Test
  void theSessionWithThreeServersAndMembersThatMoveClashAndLeave() throws Exception {
    session(
        3,
        () -> {
          itReturnsFromAnotherAddress();
          aTakenNameIsRefused();
          aLeaverIsGone();
        });
  }

  private void session(int servers, Further further) throws Exception {
    cluster = ClusterProcesses.in(directory, servers, 2, ArticleClusterIT::host, SCRIPTS);
    try (ClusterProcesses closing = cluster) {
      server = cluster.server(1);
      first = cluster.client(1);
      second = cluster.client(2);
      for (ClusterAgent client : cluster.clients()) {
        client.process.add("-config-dir", webFile(client).toString());
      }
      closing.start();
      membersAreListed(servers);
      try (WebServer web = webOn(second)) {
        try (WebServer other = webOn(first)) {
          bothAreFound();
        }
        onlyTheOneThatRunsIsFound();
        try (WebServer other = webOn(first)) {
          awaitWeb(first, second);
          aKilledHostIsOutOfDns();
          itReturnsToItsPlace();
          further.happens();
        }
      }
      aFailedMemberIsForcedOut();
    }
  }

  private static Place host(int number) {
    return new Place("127.0.0." + (11 + number), List.of());
  }

  private Path webFile(ClusterAgent client) throws IOException {
    Path folder = Files.createDirectory(directory.resolve(client.name + ".d"));
    Files.writeString(
        folder.resolve("web.json"),
        """
        { # the web service
          "service": {
            "name": "web",
            "port": %d,
            "check": {
              "script": "curl %s:%d >/dev/null 2>&1",
              "interval": "1s"
            }
          }
        }
        """
            .formatted(webPort, client.process.place.address(), webPort));
    return folder;
  }

  private WebServer webOn(ClusterAgent client) throws IOException {
    return WebServer.start(client.process.place.address(), webPort);
  }

  private void membersAreListed(int servers) throws Exception {
    for (ClusterAgent agent : cluster.agents()) {
      List<String> lines = agent.process.cli("members").lines();
      assertThat(lines.get(0).split("\\s+"))
          .startsWith("Node", "Address", "Status", "Type", "Build", "Protocol", "DC");
      assertThat(lines).hasSize(servers + 3);
      for (ClusterAgent each : cluster.agents()) {
        String[] row = row(lines, each.name).split("\\s+");
        assertThat(row)
            .startsWith(each.name, each.gridAddress(), "alive", each.server ? "server" : "client");
        assertThat(row[6]).isEqualTo("dc1");
      }
    }
  }

  private static String row(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + " "))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + lines));
  }

  private void awaitWeb(ClusterAgent... clients) {
    List<String> addresses = List.of(clients).stream().map(ArticleClusterIT::address).toList();
    cluster.await(
        "web on " + addresses,
        () ->
            cluster.running().stream()
                .allMatch(agent -> Set.copyOf(agent.addresses(WEB)).equals(Set.copyOf(addresses))));
  }

  private static String address(ClusterAgent agent) {
    return agent.process.place.address();
  }

  private void bothAreFound() throws Exception {
    awaitWeb(first, second);
    for (ClusterAgent agent : cluster.agents()) {
      assertThat(agent.process.dig("+short", WEB).lines())
          .containsExactlyInAnyOrder(address(first), address(second));
      Ran srv = agent.process.dig(WEB, "SRV");
      for (ClusterAgent client : cluster.clients()) {
        assertThat(srv.out())
            .containsPattern(
                "web\\.service\\.consul\\.\\s+0\\s+IN\\s+SRV\\s+1 1 %d %s\\.node\\.dc1\\.consul\\."
                    .formatted(webPort, client.name))
            .containsPattern(
                "%s\\.node\\.dc1\\.consul\\.\\s+0\\s+IN\\s+A\\s+%s"
                    .formatted(client.name, address(client).replace(".", "\\.")));
      }
    }
    if (Dnsmasq.available()) {
      theyTakeTurns();
    }
  }

  private void theyTakeTurns() throws Exception {
    try (Dnsmasq dnsmasq = Dnsmasq.start(directory, first.process)) {
      Set<String> firsts = new HashSet<>();
      for (int i = 0; i < 100 && firsts.size() < 2; i++) {
        List<String> answers = dnsmasq.ask(WEB);
        assertThat(answers).containsExactlyInAnyOrder(address(first), address(second));
        firsts.add(answers.get(0));
      }
      assertThat(firsts).hasSize(2);
      for (String address : firsts) {
        assertThat(Ran.command(List.of("curl", "-sf", "http://" + address + ":" + webPort)).out())
            .isEqualTo("hello from web\n");
      }
    }
  }

  private void onlyTheOneThatRunsIsFound() throws Exception {
    awaitWeb(second);
    assertThat(server.process.dig("+short", WEB).lines()).containsExactly(address(second));
    assertThat(server.ask("/v1/catalog/service/web")).hasSize(2);
  }

  private void aKilledHostIsOutOfDns() throws Exception {
    assertThat(second.process.put("/v1/agent/service/register", "{\"Name\":\"api\"}").statusCode())
        .isEqualTo(200);
    cluster.awaitAnswer("/v1/catalog/service/api", answer -> answer.size() == 1);
    second.kill();
    long killed = System.nanoTime();
    awaitWeb(first);
    assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(OUT_OF_DNS);
    cluster.awaitAnswer("/v1/health/service/api?passing", answer -> answer.isEmpty());
    awaitStatus(second, "failed");
    assertThat(row(server.process.cli("members").lines(), second.name)).contains("failed");
  }

  private void awaitStatus(ClusterAgent member, String status) {
    cluster.await(
        member.name + " " + status,
        () ->
            cluster.running().stream()
                .allMatch(agent -> status.equals(agent.members().get(member.name))));
  }

  private String nodeId() {
    return server.ask("/v1/catalog/node/" + second.name).at("/Node/ID").asText();
  }

  private void itReturnsToItsPlace() throws IOException {
    String id = nodeId();
    second.launch();
    awaitStatus(second, "alive");
    awaitWeb(first, second);
    cluster.awaitAnswer("/v1/health/service/api?passing", answer -> answer.size() == 1);
    assertThat(nodeId()).isNotEmpty().isEqualTo(id);
    cluster.awaitAnswer("/v1/agent/members", answer -> answer.size() == cluster.agents().size());
  }

  private void itReturnsFromAnotherAddress() throws Exception {
    String id = nodeId();
    second.kill();
    awaitStatus(second, "failed");
    second.moveGrid("127.0.0.99", FreePorts.next());
    second.launch();
    awaitStatus(second, "alive");
    cluster.awaitAnswer(
        "/v1/catalog/node/" + second.name,
        answer -> answer.at("/Node/Address").asText().equals("127.0.0.99"));
    cluster.awaitAnswer("/v1/health/service/web?passing", answer -> answer.size() == 2);
    cluster.awaitAnswer("/v1/health/service/api?passing", answer -> answer.size() == 1);
    assertThat(nodeId()).isEqualTo(id);
    assertThat(row(server.process.cli("members").lines(), second.name))
        .contains(second.gridAddress(), "alive");
  }

  private void aTakenNameIsRefused() throws Exception {
    ClusterAgent twin = cluster.add(first.name, false, host(50));
    twin.launch();
    assertThat(twin.awaitEnd()).isEqualTo(1);
    assertThat(twin.process.log())
        .contains("conflicting node ID", first.gridAddress(), twin.gridAddress());
    cluster.forget(twin);
    assertThat(first.process.alive()).isTrue();
    awaitStatus(first, "alive");
    awaitAddress(first);
  }

  private void awaitAddress(ClusterAgent agent) {
    cluster.awaitAnswer(
        "/v1/catalog/node/" + agent.name,
        answer -> answer.at("/Node/Address").asText().equals(address(agent)));
  }

  private void aLeaverIsGone() throws Exception {
    first.leave();
    awaitStatus(first, "left");
    awaitNoNode(first);
    assertThat(row(server.process.cli("members").lines(), first.name)).contains("left");
    first.launch();
    awaitStatus(first, "alive");
    cluster.awaitAnswer("/v1/health/service/web?passing", answer -> answer.size() == 2);
  }

  private void awaitNoNode(ClusterAgent agent) {
    cluster.awaitAnswer(
        "/v1/catalog/nodes", answer -> !answer.findValuesAsText("Node").contains(agent.name));
    cluster.awaitAnswer(
        "/v1/catalog/service/web", answer -> !answer.findValuesAsText("Node").contains(agent.name));
  }

  private void aFailedMemberIsForcedOut() throws Exception {
    second.kill();
    awaitStatus(second, "failed");
    Ran forced = first.process.cli("force-leave", second.name);
    assertThat(forced.exit()).as(forced.err()).isZero();
    awaitStatus(second, "left");
    awaitNoNode(second);
  }
}
