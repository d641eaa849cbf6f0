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
}
