package org.lictor.consensus.simulated;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.consensus.Leadership;
import org.lictor.consensus.LogUnavailableException;
import org.lictor.consensus.NoLeaderException;

/**
 * The command log of one simulated server, over all its lives. Only for the thread that steps the
 * cluster; what it promises comes true as the cluster is stepped.
 */
final class SimulatedCommandLog implements CommandLog {
  private final SimulatedServer server;

  SimulatedCommandLog(SimulatedServer server) {
    this.server = server;
  }

  @Override
  public CompletableFuture<Committed> submit(byte[] command) {
    RaftServer running = server.running();
    if (running == null) {
      return CompletableFuture.failedFuture(
          new LogUnavailableException("server " + server.id + " is down"));
    }
    return running.submissions.submit(command);
  }

  @Override
  public long lastApplied() {
    RaftServer running = server.running();
    return running == null ? 0 : running.applier.lastCommand();
  }

  @Override
  public CompletableFuture<Long> confirmedIndex() {
    RaftServer running = server.running();
    return running == null
        ? CompletableFuture.failedFuture(new NoLeaderException())
        : running.confirmations.ask();
  }

  @Override
  public Leadership leadership() {
    return new View();
  }

  @Override
  public void close() {
    server.crash();
  }

  private final class View implements Leadership {
    @Override
    public boolean isLeader() {
      RaftServer running = server.running();
      return running != null && running.leads();
    }

    @Override
    public @Nullable String leaderAddress() {
      RaftServer running = server.running();
      return running == null || running.leader == RaftServer.NOBODY
          ? null
          : "server-" + running.leader + ":8300";
    }

    @Override
    public long lastContactMillis() {
      RaftServer running = server.running();
      return running == null || running.leads()
          ? 0
          : server.world().clock().now() - running.lastContact;
    }
  }
}
