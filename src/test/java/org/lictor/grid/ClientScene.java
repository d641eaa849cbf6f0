package org.lictor.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.lictor.agent.ManualScheduler;
import org.lictor.command.Command;
import org.lictor.command.CommandCodec;
import org.lictor.command.DecidedCommand;
import org.lictor.model.Octets;

/** A client agent's parts in front of servers, in a time of their own, all on one thread. */
final class ClientScene {
  final ManualScheduler time = new ManualScheduler();
  final TestCluster cluster;
  final FakeCourier courier;
  final ServerLine line;
  final RemoteLeadership leadership;

  ClientScene(int servers) {
    cluster = new TestCluster(servers, time);
    courier = new FakeCourier(cluster, time);
    line = new ServerLine(courier, time, Runnable::run, time::nanoTime, new Random(1));
    leadership = new RemoteLeadership(line);
    pass(Duration.ZERO);
  }

  void pass(Duration duration) {
    time.advance(duration);
  }

  static byte[] set(String key, String value) {
    return CommandCodec.encode(
        new DecidedCommand(Instant.EPOCH, new Command.KvSet(key, Octets.of(value), 0, null)));
  }

  /** What a future that is done failed with. */
  static Throwable problem(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    try {
      return new AssertionError("completed with " + future.get());
    } catch (InterruptedException | ExecutionException e) {
      return e.getCause();
    }
  }
}
