package org.lictor.consensus.simulated;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.lictor.consensus.NoLeaderException;

/**
 * The reads on this server for which the leader has not vouched yet, or which wait for what it has
 * named to be applied here.
 */
final class Confirmations {
  private static final int PATIENCE_MILLIS = 500;

  private final RaftServer server;
  private final Map<SubmissionId, CompletableFuture<Long>> waiting = new LinkedHashMap<>();
  private final Map<SubmissionId, Long> vouched = new LinkedHashMap<>();
  private long count;

  Confirmations(RaftServer server) {
    this.server = server;
  }

  CompletableFuture<Long> ask() {
    if (server.leader == RaftServer.NOBODY) {
      return CompletableFuture.failedFuture(new NoLeaderException());
    }
    CompletableFuture<Long> future = new CompletableFuture<>();
    SubmissionId id = new SubmissionId(server.id, server.life, ++count);
    waiting.put(id, future);
    server.later(PATIENCE_MILLIS, () -> fail(id));
    server.send(server.leader, new Message.ReadRequest(server.term(), id));
    return future;
  }

  void answered(Message.ReadAnswer answer) {
    if (answer.index() < 0) {
      fail(answer.id());
    } else if (waiting.containsKey(answer.id())) {
      vouched.putIfAbsent(answer.id(), answer.index());
      applied();
    }
  }

  private void fail(SubmissionId id) {
    vouched.remove(id);
    CompletableFuture<Long> future = waiting.remove(id);
    if (future == null) return;
    server.world.answers().execute(() -> future.completeExceptionally(new NoLeaderException()));
  }

  /** Answers those whose index is applied here. */
  void applied() {
    long here = server.applier.lastCommand();
    vouched
        .entrySet()
        .removeIf(
            read -> {
              long index = read.getValue();
              if (index > here) return false;
              CompletableFuture<Long> future = waiting.remove(read.getKey());
              if (future != null) server.world.answers().execute(() -> future.complete(index));
              return true;
            });
  }

  void failAll() {
    for (SubmissionId id : List.copyOf(waiting.keySet())) {
      fail(id);
    }
  }
}
