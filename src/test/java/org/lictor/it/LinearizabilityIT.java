package org.lictor.it;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.it.load.ReadMode;

/** Reads, writes, transactions and locks of many clients while servers are killed and come back. */
class LinearizabilityIT {
  private static final long SEED = 1;
  private static final int CLIENTS = 8;
  private static final int ROUNDS = 3;

  @TempDir private Path directory;

  @Test
  void oneServerStaysLinearizableAndLosesNothingWhenItIsKilledAgainAndAgain() throws Exception {
    serversAreKilledInTurn(1, 0);
  }

  @Test
  void oneServerWhoseAnswersAreLostForAWhileStaysLinearizable() throws Exception {
    Namespaces.assumeAvailable();
    try (Namespaces hosts = Namespaces.create(1);
        ClusterProcesses cluster =
            ClusterProcesses.in(directory, 1, 0, number -> hosts.place(number + 1)).start();
        LoadedCluster load = new LoadedCluster(cluster, CLIENTS, SEED, ReadMode.DEFAULT)) {
      for (int round = 0; round < ROUNDS; round++) {
        load.awaitWrites(100);
        hosts.cut(1, Namespaces.OUTSIDE);
        load.awaitUnknown(1);
        hosts.heal();
      }
      load.awaitWrites(100);
      load.check();
    }
  }

  private void serversAreKilledInTurn(int servers, int clients)
      throws IOException, InterruptedException {
    try (ClusterProcesses cluster =
            ClusterProcesses.onLoopback(directory, servers, clients).start();
        LoadedCluster load =
            new LoadedCluster(cluster, CLIENTS, SEED, ReadMode.DEFAULT, ReadMode.CONSISTENT)) {
      for (int round = 0; round < ROUNDS; round++) {
        load.awaitWrites(200);
        ClusterAgent victim = cluster.server(round % servers + 1);
        victim.kill();
        victim.launch();
        cluster.awaitMembers(servers + clients);
        cluster.awaitLeader();
      }
      load.awaitWrites(200);
      load.check();
    }
  }
}
