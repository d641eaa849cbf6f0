package org.lictor.consensus.simulated;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Outcome;
import org.lictor.consensus.Committed;
import org.lictor.consensus.LogBusyException;
import org.lictor.consensus.LogUnavailableException;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.OutcomeUnknownException;

/** The commands that were submitted on this server and are not answered yet. */
final class Submissions {
  private static final int PATIENCE_MILLIS = 1_000;

  private final RaftServer server;
  private final Map<SubmissionId, CompletableFuture<Committed>> waiting = new LinkedHashMap<>();
  private long count;

  Submissions(RaftServer server) {
    this.server = server;
  }

  CompletableFuture<Committed> submit(byte[] command) {
    RuntimeException problem = server.applier.problem();
    if (problem != null) {
      return CompletableFuture.failedFuture(
          new LogUnavailableException("this server could not apply a command", problem));
    }
    if (server.leader == RaftServer.NOBODY) {
      return CompletableFuture.failedFuture(new NoLeaderException());
    }
    CompletableFuture<Committed> future = new CompletableFuture<>();
    SubmissionId id = new SubmissionId(server.id, server.life, ++count);
    waiting.put(id, future);
    server.later(PATIENCE_MILLIS, () -> fail(id, unknown("no answer in time")));
    Message.Propose proposal = new Message.Propose(server.term(), id, command);
    if (server.leads()) server.proposed(server.id, proposal);
    else server.send(server.leader, proposal);
    return future;
  }

  /** Answers whoever waits for this entry. */
  void applied(Entry entry, Outcome outcome) {
    CompletableFuture<Committed> future = waiting.remove(entry.id());
    if (future != null) {
      Committed committed = new Committed(entry.index(), outcome);
      server.world.answers().execute(() -> future.complete(committed));
    }
  }

  void refused(Message.Refused refusal) {
    fail(
        refusal.id(),
        refusal.busy() ? new LogBusyException("too many wait") : new NoLeaderException());
  }

  /** Others may still commit what was taken: who waits is told nothing until the time is over. */
  void leadLost() {
    if (!server.world.has(Bug.CALLS_THE_UNKNOWN_REFUSED)) return;
    for (SubmissionId id : List.copyOf(waiting.keySet())) fail(id, new NoLeaderException());
  }

  void failAll(String why) {
    for (SubmissionId id : List.copyOf(waiting.keySet())) fail(id, unknown(why));
  }

  private void fail(@Nullable SubmissionId id, RuntimeException why) {
    CompletableFuture<Committed> future = waiting.remove(id);
    if (future != null) server.world.answers().execute(() -> future.completeExceptionally(why));
  }

  private static OutcomeUnknownException unknown(String why) {
    return new OutcomeUnknownException(why, null);
  }
}
