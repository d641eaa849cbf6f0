package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client without servers, at its start or later, still answers for itself. */
class ClientAloneIT {
  /** A page of each resource, none of which the agent asks itself for at its start. */
  private static final List<String> OWN =
      List.of("/v1/agent/host", "/v1/agent/metrics", "/v1/agent/services", "/v1/agent/checks");

  @TempDir private Path directory;

  @Test
  void theFirstRequestToAPageIsAnsweredWithoutServers() throws Exception {
    try (ClusterProcesses cluster = ClusterProcesses.onLoopback(directory, 1, 1).start()) {
      LictorProcess client = cluster.client(1).process;
      cluster.server(1).kill();
      for (String page : OWN) {
        assertThat(client.get(page).statusCode()).as(page).isEqualTo(200);
      }
      assertThat(client.get("/v1/operator/usage").body()).isEqualTo("No cluster leader");
      assertThat(client.put("/v1/agent/service/register", "{\"Name\":\"web\"}").statusCode())
          .isEqualTo(200);
      assertThat(client.get("/v1/agent/health/service/name/web?format=text").body())
          .isEqualTo("passing");
    }
  }

  @Test
  void clientsThatAreThereFirstWorkAndMeetTheServerLater() throws Exception {
    try (ClusterProcesses cluster = ClusterProcesses.onLoopback(directory, 1, 2)) {
      ClusterAgent first = cluster.client(1);
      ClusterAgent second = cluster.client(2);
      // The first two find each other, which is a grid without a server.
      first.process.add("-retry-join", second.gridAddress());
      second.process.add("-retry-join", first.gridAddress());
      first.launch();
      second.launch();
      for (ClusterAgent client : cluster.clients()) {
        client.process.await(
            "it answers for itself",
            () -> client.process.get("/v1/agent/self").statusCode() == 200);
      }
      assertThat(first.process.put("/v1/agent/service/register", "{\"Name\":\"web\"}").statusCode())
          .isEqualTo(200);
      assertThat(second.terminate()).isZero();
      second.launch();
      cluster.server(1).launch();
      cluster.awaitMembers(3);
      cluster.awaitLeader();
      cluster.await(
          "what was registered without it",
          () -> {
            LictorProcess server = cluster.server(1).process;
            return server.get("/v1/health/service/web?passing").body().contains("web");
          });
    }
  }

  @Test
  void aClientThatKnowsNobodyJoinsWhenItIsTold() throws Exception {
    try (ClusterProcesses cluster = ClusterProcesses.onLoopback(directory, 1, 1)) {
      ClusterAgent client = cluster.client(1);
      client.process.forget("-retry-join");
      client.launch();
      client.process.await(
          "it answers for itself", () -> client.process.get("/v1/agent/self").statusCode() == 200);
      cluster.server(1).launch();
      cluster.awaitLeader(cluster.servers());
      assertThat(
              client
                  .process
                  .put("/v1/agent/join/" + cluster.server(1).gridAddress(), "")
                  .statusCode())
          .isEqualTo(200);
      cluster.awaitMembers(2);
    }
  }
}
