package org.lictor.consensus.hazelcast;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.CommandLogContract;
import org.lictor.consensus.Committed;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.Leadership;
import org.lictor.consensus.RecordingHandler;

/** The log among three members keeps what every log promises. */
class HazelcastCommandLogContractIT implements CommandLogContract {
  @TempDir Path directory;

  @Override
  public CommandLog open(CommittedHandler handler) throws Exception {
    GridOfThree grid =
        new GridOfThree(
            Files.createTempDirectory(directory, "grid"),
            3,
            3,
            i -> i == 0 ? handler : new RecordingHandler());
    grid.start(0, 1, 2);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!grid.log(0).leadership().isLeader()) {
      if (System.nanoTime() > end) throw new AssertionError("member 0 does not lead");
      if (grid.leader() > 0) grid.lead(0);
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return new Closing(grid.log(0), grid);
  }

  /** Closes the grid with the log. */
  private record Closing(CommandLog log, GridOfThree grid) implements CommandLog {
    @Override
    public CompletableFuture<Committed> submit(byte[] command) {
      return log.submit(command);
    }

    @Override
    public long lastApplied() {
      return log.lastApplied();
    }

    @Override
    public Leadership leadership() {
      return log.leadership();
    }

    @Override
    public CompletableFuture<Long> confirmedIndex() {
      return log.confirmedIndex();
    }

    @Override
    public void close() {
      log.close();
      try {
        grid.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
