package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.it.load.ReadMode;

/**
 * Servers of one cluster are restarted, leave, lose their disks, are replaced and become more. Each
 * test takes the cluster as the one before has left it, and leaves it well.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServersComeAndGoIT {
  private static final int SOME_WRITES = 30;
  private static final int LOAD = 2;

  @TempDir private static Path directory;
  private static ClusterProcesses cluster;
  private static int writes;

  @BeforeAll
  static void start() throws IOException {
    if (!LongRun.wanted()) {
      return;
    }
    cluster = ClusterProcesses.onLoopback(directory, 3, 1).start();
    aWriteIsTaken();
    awaitVoters();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  @Order(1)
  void allAreRestartedOneByOneAndNobodyIsLeftWithoutAnAnswer() throws Exception {
    LongRun.assumeWanted();
    for (ClusterAgent agent : cluster.agents()) {
      cluster.await("DNS", () -> !agent.addresses("s1.node.consul").isEmpty());
    }
    try (LoadedCluster load = new LoadedCluster(cluster, "rolling/", LOAD, 1, ReadMode.CONSISTENT);
        Vigil stale = Vigil.over(cluster.agents(), ServersComeAndGoIT::staleRead);
        Vigil dns = Vigil.over(cluster.agents(), ServersComeAndGoIT::lookup)) {
      for (ClusterAgent server : cluster.servers()) {
        load.awaitWrites(SOME_WRITES);
        stale.without(server);
        dns.without(server);
        server.terminate();
        server.launch();
        wellAgain();
        cluster.await("its DNS", () -> !server.addresses("s1.node.consul").isEmpty());
        stale.with(server);
        dns.with(server);
      }
      load.awaitWrites(SOME_WRITES);
      load.check();
      assertThat(stale.problems()).isEmpty();
      assertThat(dns.problems()).isEmpty();
      assertThat(stale.good()).isPositive();
      assertThat(dns.good()).isPositive();
    }
  }

  private static String staleRead(ClusterAgent agent) {
    HttpResponse<String> answer = agent.process.get("/v1/kv/written?stale&raw");
    return answer.statusCode() == 200 ? null : answer + " " + answer.body();
  }

  private static String lookup(ClusterAgent agent) {
    return agent.addresses("s1.node.consul").isEmpty() ? "no address of s1" : null;
  }

  @Test
  @Order(2)
  void aServerLeavesAndReturns() throws Exception {
    LongRun.assumeWanted();
    ClusterAgent server = cluster.awaitLeader();
    server.leave();
    cluster.await("it left", () -> everywhere(server, "left"));
    cluster.awaitAnswer(
        "/v1/catalog/nodes", answer -> !answer.findValuesAsText("Node").contains(server.name));
    awaitVoters();
    aWriteIsTaken();
    server.launch();
    wellAgain();
    awaitVoters();
    aWriteIsTaken();
  }

  @Test
  @Order(3)
  void aServerWhoseDiskIsLostTakesItsPlaceByItself() throws Exception {
    LongRun.assumeWanted();
    ClusterAgent server = cluster.awaitLeader();
    server.kill();
    server.loseDisk();
    server.launch();
    wellAgain();
    awaitVoters();
    holdsAll(server);
    // It counts: without it there would be no majority now.
    ClusterAgent other =
        cluster.servers().stream().filter(each -> each != server).findFirst().orElseThrow();
    other.kill();
    aWriteIsTaken();
    other.launch();
    wellAgain();
  }

  @Test
  @Order(4)
  void aNewServerReplacesADeadOneByItself() throws Exception {
    LongRun.assumeWanted();
    ClusterAgent dead = follower();
    dead.kill();
    ClusterAgent fresh = cluster.add("s4", true, Place.LOOPBACK);
    fresh.launch();
    wellAgain();
    awaitVoters();
    holdsAll(fresh);
    // It has been given up meanwhile, but does not know of that.
    dead.launch();
    wellAgain();
    awaitVoters();
    holdsAll(dead);
    aWriteIsTaken();
  }

  @Test
  @Order(5)
  void threeBecomeFiveAndTwoMayBeKilledAtOnce() throws Exception {
    LongRun.assumeWanted();
    for (String name : List.of("s5")) {
      cluster.add(name, true, Place.LOOPBACK).launch();
    }
    wellAgain();
    awaitVoters();
    List<ClusterAgent> killed = List.of(cluster.awaitLeader(), follower());
    for (ClusterAgent server : killed) {
      server.kill();
    }
    aWriteIsTaken();
    for (ClusterAgent server : killed) {
      server.launch();
    }
    wellAgain();
    awaitVoters();
    for (ClusterAgent server : cluster.servers()) {
      holdsAll(server);
    }
  }

  private static boolean everywhere(ClusterAgent member, String status) {
    return cluster.running().stream()
        .allMatch(agent -> status.equals(agent.members().get(member.name)));
  }

  private static ClusterAgent follower() {
    ClusterAgent leader = cluster.awaitLeader();
    return cluster.servers().stream()
        .filter(server -> server != leader && server.wanted())
        .findFirst()
        .orElseThrow();
  }

  private static void wellAgain() {
    cluster.awaitMembers(cluster.running().size());
    cluster.awaitLeader();
  }

  /** The servers that run vote, and no others. */
  private static void awaitVoters() {
    Set<String> wanted = new TreeSet<>();
    cluster.running().stream().filter(a -> a.server).forEach(a -> wanted.add(a.serverAddress()));
    cluster.await(
        "the voters " + wanted,
        () -> cluster.running().stream().allMatch(agent -> voters(agent).equals(wanted)));
  }

  private static Set<String> voters(ClusterAgent agent) {
    Set<String> voters = new TreeSet<>();
    for (JsonNode server : agent.ask("/v1/operator/raft/configuration").path("Servers")) {
      if (server.path("Voter").asBoolean()) {
        voters.add(server.path("Address").asText());
      }
    }
    return voters;
  }

  private static void aWriteIsTaken() {
    String value = "" + ++writes;
    List<ClusterAgent> agents = new ArrayList<>(cluster.running());
    for (ClusterAgent agent : agents) {
      cluster.await(
          "a write by " + agent.name,
          () -> agent.process.put("/v1/kv/written", value).body().strip().equals("true"));
    }
    for (ClusterAgent agent : agents) {
      cluster.await(
          "the write on " + agent.name,
          () -> agent.process.get("/v1/kv/written?raw&consistent").body().equals(value));
    }
  }

  private static void holdsAll(ClusterAgent server) {
    for (String path : Arrays.asList("/v1/kv/?recurse&stale", "/v1/catalog/nodes?stale")) {
      cluster.await(
          server.name + " to hold what the others do of " + path,
          () -> {
            JsonNode own = server.ask(path);
            return !own.isEmpty() && own.equals(cluster.awaitLeader().ask(path));
          });
    }
  }
}
