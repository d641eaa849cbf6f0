package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three servers with thirty clients, which are lite members of this process. */
class ThirtyClientsIT {
  private static final int CLIENTS = 30;
  private static final int SERVICES = 10;
  private static final int ALL = CLIENTS * SERVICES;
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(15);

  @TempDir private Path directory;
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(2);
  private final ExecutorService workers = Executors.newFixedThreadPool(8);
  private final List<LiteClient> clients = new ArrayList<>();

  @Test
  void whatThirtyClientsRegisterIsThereAndStaysWhenTheLeaderIsKilled() throws Exception {
    LongRun.assumeWanted();
    try (ClusterProcesses cluster = ClusterProcesses.onLoopback(directory, 3, 0).start()) {
      try {
        join(cluster);
        cluster.awaitMembers(3 + CLIENTS);
        allAreSeen(cluster);
        theLeaderIsKilled(cluster);
      } finally {
        clients.forEach(LiteClient::close);
        timer.shutdownNow();
        workers.shutdownNow();
      }
    }
  }

  private void join(ClusterProcesses cluster) throws Exception {
    String servers =
        cluster.servers().stream().map(ClusterAgent::gridAddress).collect(Collectors.joining(","));
    ExecutorService starts = Executors.newFixedThreadPool(4);
    try {
      List<Future<LiteClient>> started = new ArrayList<>();
      for (int i = 1; i <= CLIENTS; i++) {
        String name = "lite-" + i;
        started.add(starts.submit(() -> new LiteClient(name, servers, timer, workers)));
      }
      for (Future<LiteClient> client : started) {
        clients.add(client.get());
      }
    } finally {
      starts.shutdownNow();
    }
  }

  private void allAreSeen(ClusterProcesses cluster) {
    long begun = System.nanoTime();
    for (LiteClient client : clients) {
      for (int i = 0; i < SERVICES; i++) {
        client.register("service-" + i, 8000 + i);
      }
    }
    cluster.await("all services in the catalog", () -> seenByAll(cluster) == ALL);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SEEN_WITHIN);
  }

  /** How many instances the server that has fewest of them names, with their nodes passing. */
  private static int seenByAll(ClusterProcesses cluster) {
    int least = Integer.MAX_VALUE;
    for (ClusterAgent server : cluster.running()) {
      int seen = 0;
      for (int i = 0; i < SERVICES; i++) {
        JsonNode instances = server.ask("/v1/health/service/service-" + i + "?passing&stale");
        seen += instances.size();
      }
      least = Math.min(least, seen);
    }
    return least;
  }

  private void theLeaderIsKilled(ClusterProcesses cluster) throws Exception {
    ClusterAgent leader = cluster.awaitLeader();
    leader.kill();
    long killed = System.nanoTime();
    for (LiteClient client : clients) {
      client.register("late", 9000);
    }
    cluster.await(
        "what was registered after the leader was killed",
        () ->
            cluster.running().stream()
                .allMatch(
                    each -> each.ask("/v1/health/service/late?passing&stale").size() == CLIENTS));
    assertThat(Duration.ofNanos(System.nanoTime() - killed))
        .isLessThan(SEEN_WITHIN.multipliedBy(3));
    assertThat(cluster.awaitLeader()).isNotSameAs(leader);
    assertThat(seenByAll(cluster)).isEqualTo(ALL);
    leader.launch();
    cluster.awaitMembers(3 + CLIENTS);
    cluster.await("all services on all servers", () -> seenByAll(cluster) == ALL);
  }
}
