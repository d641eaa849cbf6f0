package org.lictor.consensus.simulated;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.lictor.consensus.NoLeaderException;

/** The reads on this server for which the leader has not vouched yet. */
final class Confirmations {
  private static final int PATIENCE_MILLIS = 500;

  private final RaftServer server;
  private final Map<SubmissionId, CompletableFuture<Long>> waiting = new LinkedHashMap<>();
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
    server.later(PATIENCE_MILLIS, () -> answered(new Message.ReadAnswer(id, -1)));
    server.send(server.leader, new Message.ReadRequest(server.term(), id));
    return future;
  }

  void answered(Message.ReadAnswer answer) {
    CompletableFuture<Long> future = waiting.remove(answer.id());
    if (future == null) return;
    if (answer.index() >= 0) {
      server.world.answers().execute(() -> future.complete(answer.index()));
    } else {
      server.world.answers().execute(() -> future.completeExceptionally(new NoLeaderException()));
    }
  }

  void failAll() {
    for (SubmissionId id : List.copyOf(waiting.keySet())) {
      answered(new Message.ReadAnswer(id, -1));
    }
  }
}
