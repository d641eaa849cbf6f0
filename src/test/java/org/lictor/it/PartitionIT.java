package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.it.load.ReadMode;

/**
 * Three servers and a client, each a host of its own, with a load on all of them, while one
 * server's packets are lost: to and from the others, or one way only. It refuses what needs a
 * majority, the others go on, and when the network is whole again all hold the same.
 */
class PartitionIT {
  private static final int SERVERS = 3;
  private static final int CLIENTS = 1;
  private static final int LOAD = 3;
  private static final int SOME_WRITES = 40;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  @TempDir private static Path directory;
  private static Namespaces hosts;
  private static ClusterProcesses cluster;

  /** Loses packets between a server and some others. */
  private interface Cut {
    void make(int host, List<Integer> others) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    LongRun.assumeWanted();
    Namespaces.assumeAvailable();
    if (cluster == null) {
      hosts = Namespaces.create(SERVERS + CLIENTS);
      cluster =
          ClusterProcesses.in(directory, SERVERS, CLIENTS, number -> hosts.place(number + 1))
              .start();
    }
  }

  @AfterEach
  void heal() throws IOException {
    if (hosts != null) {
      hosts.heal();
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (cluster != null) {
      cluster.close();
    }
    if (hosts != null) {
      hosts.close();
    }
  }

  @Test
  void aLeaderThatIsCutOffLeadsNoMore() throws Exception {
    LongRun.assumeWanted();
    partition("leader", cluster.awaitLeader(), (host, others) -> hosts.separate(host, others));
  }

  @Test
  void aFollowerThatIsCutOffIsNotMissed() throws Exception {
    LongRun.assumeWanted();
    partition("follower", follower(), (host, others) -> hosts.separate(host, others));
  }

  @Test
  void aLeaderThatIsNotHeardLeadsNoMore() throws Exception {
    LongRun.assumeWanted();
    partition("mute-leader", cluster.awaitLeader(), PartitionIT::mute);
  }

  @Test
  void aFollowerThatHearsNobodyIsNotMissed() throws Exception {
    LongRun.assumeWanted();
    partition("deaf-follower", follower(), PartitionIT::deafen);
  }

  private static void mute(int host, List<Integer> others) throws IOException {
    for (int other : others) {
      hosts.cut(host, other);
    }
  }

  private static void deafen(int host, List<Integer> others) throws IOException {
    for (int other : others) {
      hosts.cut(other, host);
    }
  }

  private static ClusterAgent follower() {
    ClusterAgent leader = cluster.awaitLeader();
    return cluster.servers().stream().filter(each -> each != leader).findFirst().orElseThrow();
  }

  private static void partition(String name, ClusterAgent one, Cut cut) throws Exception {
    int host = cluster.agents().indexOf(one) + 1;
    List<Integer> others =
        IntStream.rangeClosed(1, SERVERS + CLIENTS).filter(each -> each != host).boxed().toList();
    List<ClusterAgent> majority = new ArrayList<>(cluster.agents());
    majority.remove(one);
    // A leader that is not heard of may answer reads for a moment that are not proved to be new.
    try (LoadedCluster load =
        new LoadedCluster(cluster, name + "/", LOAD, name.hashCode(), ReadMode.CONSISTENT)) {
      load.awaitWrites(SOME_WRITES);
      cut.make(host, others);
      assertThat(cluster.awaitLeader(majority)).isNotSameAs(one);
      load.awaitWrites(SOME_WRITES);
      cluster.await(
          "the majority to see it fail",
          () -> majority.stream().allMatch(each -> "failed".equals(each.members().get(one.name))));
      cluster.await("it to refuse what needs a majority", () -> refuses(one));
      assertThat(one.process.get("/v1/kv/" + name + "/counter?stale&raw").statusCode())
          .isEqualTo(200);
      hosts.heal();
      cluster.awaitMembers(SERVERS + CLIENTS);
      cluster.awaitLeader();
      load.awaitWrites(SOME_WRITES);
      load.check();
    }
    allAgree();
  }

  /** Each refusal is held back for some seconds, so all are asked for together. */
  private static boolean refuses(ClusterAgent one) {
    CompletableFuture<Boolean> write =
        CompletableFuture.supplyAsync(() -> refused(one, "PUT", "/v1/kv/minority"));
    return refused(one, "GET", "/v1/kv/minority?consistent") && write.join();
  }

  /** One that was taken before the lead was lost may be left without an answer. */
  private static boolean refused(ClusterAgent one, String method, String path) {
    try {
      HttpResponse<String> answer = one.process.send(method, path, "refused", ANSWER_WITHIN);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
      return answer.body().strip().equals("No cluster leader");
    } catch (UncheckedIOException e) {
      assertThat(e.getCause()).isInstanceOf(HttpTimeoutException.class);
      return false;
    }
  }

  private static void allAgree() {
    for (String path :
        List.of(
            "/v1/kv/?recurse&stale",
            "/v1/catalog/nodes?stale",
            "/v1/health/state/any?stale",
            "/v1/catalog/service/consul?stale")) {
      cluster.await(
          "all to hold the same of " + path,
          () ->
              cluster.agents().stream().map(each -> each.ask(path)).distinct().count() == 1
                  && !cluster.server(1).ask(path).isEmpty());
    }
  }
}
