package org.lictor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client whose servers are gone still answers for itself. */
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
  void clientsThatAreThereFirstMeetTheServer() throws Exception {
    try (ClusterProcesses cluster = ClusterProcesses.onLoopback(directory, 1, 2)) {
      ClusterAgent first = cluster.client(1);
      ClusterAgent second = cluster.client(2);
      // They find each other, which is a grid, but none that a client can live in.
      first.process.add("-retry-join", second.gridAddress());
      second.process.add("-retry-join", first.gridAddress());
      first.launch();
      second.launch();
      for (ClusterAgent client : cluster.clients()) {
        client.process.await("it waits", () -> client.process.log().contains("no server can be"));
      }
      assertThat(second.terminate()).isEqualTo(1);
      second.launch();
      cluster.server(1).launch();
      cluster.awaitMembers(3);
      cluster.awaitLeader();
    }
  }
}
