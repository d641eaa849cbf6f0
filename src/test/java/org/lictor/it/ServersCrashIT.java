package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.it.load.ReadMode;

/**
 * Three servers and two clients under load while servers are killed: one, two, or all of them. All
 * that was acknowledged is there afterwards, once, and what all agents said of it all the while is
 * linearizable. {@code -Dlictor.crash.rounds=20} does it for longer.
 */
class ServersCrashIT {
  private static final int ROUNDS = Integer.getInteger("lictor.crash.rounds", 2);
  private static final int SHORTER = Math.max(1, ROUNDS / 2);
  private static final int SERVERS = 3;
  private static final int CLIENTS = 2;
  private static final int LOAD = 3;
  private static final int SOME_WRITES = 50;

  @TempDir private static Path directory;
  private static ClusterProcesses cluster;

  @BeforeAll
  static void start() throws IOException {
    if (!LongRun.wanted()) {
      return;
    }
    cluster = ClusterProcesses.onLoopback(directory, SERVERS, CLIENTS).start();
  }

  @BeforeEach
  void allAreThere() throws IOException {
    LongRun.assumeWanted();
    for (ClusterAgent agent : cluster.agents()) {
      if (!agent.wanted()) {
        agent.launch(); // an earlier test has failed
      }
    }
    cluster.awaitMembers(SERVERS + CLIENTS);
    cluster.awaitLeader();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void theLeaderOrAFollowerIsKilledAndTheOthersGoOn() throws Exception {
    for (int round = 0; round < SHORTER; round++) {
      try (LoadedCluster load = load("one/" + round)) {
        ClusterAgent leader = cluster.awaitLeader();
        killedAndBack(load, List.of(leader));
        ClusterAgent next = cluster.awaitLeader();
        killedAndBack(load, List.of(others(next).get(round % 2)));
        load.check();
      }
    }
  }

  @Test
  void twoAreKilledAndTheThirdStillAnswersWhoeverWantsNoMajority() throws Exception {
    for (int round = 0; round < SHORTER; round++) {
      ClusterAgent left = cluster.server(round % SERVERS + 1);
      put(left, "two", "before " + round);
      for (ClusterAgent agent : cluster.agents()) {
        agent.addresses("s1.node.consul"); // followed from now on
      }
      try (LoadedCluster load = load("two/" + round)) {
        load.awaitWrites(SOME_WRITES);
        List<ClusterAgent> killed = others(left);
        for (ClusterAgent agent : killed) {
          agent.kill();
        }
        answerWithoutMajority("before " + round);
        for (ClusterAgent agent : killed) {
          agent.launch();
        }
        wellAgain(load);
        load.check();
      }
    }
  }

  /** All together, for each refusal is held back for some seconds: a leader might be found. */
  private static void answerWithoutMajority(String value) throws Exception {
    List<Callable<Void>> questions = new ArrayList<>();
    for (ClusterAgent agent : cluster.running()) {
      questions.add(() -> refuses(agent, "PUT", "/v1/kv/two"));
      questions.add(() -> refusesInTheEnd(agent, "/v1/kv/two"));
      questions.add(() -> refuses(agent, "GET", "/v1/kv/two?consistent"));
      questions.add(() -> goesOn(agent, value));
    }
    ExecutorService askers = Executors.newFixedThreadPool(questions.size());
    try {
      for (Future<Void> answered : askers.invokeAll(questions)) {
        answered.get();
      }
    } finally {
      askers.shutdownNow();
    }
  }

  private static Void refuses(ClusterAgent agent, String method, String path) {
    HttpResponse<String> answer = agent.process.send(method, path, "refused");
    for (int killed = 1; killed < SERVERS && answer.body().contains("may or may not"); killed++) {
      // It was on its way to one of those that were killed.
      answer = agent.process.send(method, path, "refused");
    }
    assertThat(answer.statusCode()).as(agent.name + " " + method + " " + path).isEqualTo(500);
    assertThat(answer.body().strip()).isEqualTo("No cluster leader");
    return null;
  }

  /** A leader answers from itself until it has noticed that nobody follows it. */
  private static Void refusesInTheEnd(ClusterAgent agent, String path) {
    cluster.await(
        agent.name + " to notice", () -> agent.process.send("GET", path, "").statusCode() != 200);
    return refuses(agent, "GET", path);
  }

  private static Void goesOn(ClusterAgent agent, String value) {
    HttpResponse<String> read = agent.process.get("/v1/kv/two?raw&stale");
    assertThat(read.statusCode()).as(agent.name + ": " + read.body()).isEqualTo(200);
    assertThat(read.body()).as(agent.name).isEqualTo(value);
    assertThat(agent.addresses("s1.node.consul")).as(agent.name).containsExactly("127.0.0.1");
    assertThat(agent.addresses("c1.node.consul")).as(agent.name).containsExactly("127.0.0.1");
    return null;
  }

  @Test
  void allAreKilledUnderLoadAndAnyTwoHaveEverything() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      try (LoadedCluster load = load("all/" + round)) {
        load.awaitWrites(SOME_WRITES);
        for (ClusterAgent server : cluster.servers()) {
          server.kill();
        }
        ClusterAgent last = cluster.server(round % SERVERS + 1);
        for (ClusterAgent server : others(last)) {
          server.launch();
        }
        cluster.awaitMembers(SERVERS + CLIENTS - 1);
        cluster.awaitLeader();
        load.awaitWrites(SOME_WRITES);
        load.check();
        last.launch();
        cluster.awaitMembers(SERVERS + CLIENTS);
        cluster.awaitLeader();
      }
      allAgree("all/" + round);
    }
  }

  private static LoadedCluster load(String name) {
    return new LoadedCluster(
        cluster, name + "/", LOAD, name.hashCode(), ReadMode.DEFAULT, ReadMode.CONSISTENT);
  }

  private static void killedAndBack(LoadedCluster load, List<ClusterAgent> killed)
      throws IOException, InterruptedException {
    load.awaitWrites(SOME_WRITES);
    for (ClusterAgent agent : killed) {
      agent.kill();
    }
    cluster.awaitLeader();
    load.awaitWrites(SOME_WRITES);
    for (ClusterAgent agent : killed) {
      agent.launch();
    }
    wellAgain(load);
  }

  private static void wellAgain(LoadedCluster load) {
    cluster.awaitMembers(SERVERS + CLIENTS);
    cluster.awaitLeader();
    load.awaitWrites(SOME_WRITES);
  }

  private static void put(ClusterAgent agent, String key, String value) {
    cluster.await(
        "a write", () -> agent.process.put("/v1/kv/" + key, value).body().strip().equals("true"));
    cluster.await(
        "all to have it",
        () ->
            cluster.running().stream()
                .allMatch(
                    one -> one.process.get("/v1/kv/" + key + "?raw&stale").body().equals(value)));
  }

  private static List<ClusterAgent> others(ClusterAgent one) {
    List<ClusterAgent> others = new ArrayList<>(cluster.servers());
    others.remove(one);
    return others;
  }

  private static void allAgree(String prefix) {
    cluster.await(
        "all servers to hold the same under " + prefix,
        () ->
            cluster.servers().stream()
                    .map(server -> server.ask("/v1/kv/" + prefix + "?recurse&stale"))
                    .distinct()
                    .count()
                == 1);
    assertThat(cluster.server(1).ask("/v1/kv/" + prefix + "?recurse&stale")).isNotEmpty();
  }
}
