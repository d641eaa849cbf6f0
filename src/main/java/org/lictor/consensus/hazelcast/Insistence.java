package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.internal.raft.impl.RaftEndpoint;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends an operation to the leader, and again when another leads before it is answered: a leader
 * that stands still, as with a full disk, keeps what it was given without an answer. Only for what
 * may be done twice, or is done once however often it comes. Any thread.
 */
final class Insistence<T> {
  private static final long LOOK_MILLIS = 250;

  private final CatalogGroup group;
  private final KnownLeader known;
  private final Supplier<? extends CompletableFuture<T>> operation;
  private final Executor executor;
  private final Duration limit;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final long end;

  /**
   * @param operation sends it
   * @param limit when to give up, with a {@link TimeoutException}
   * @param executor hears the answers, and runs the looks after it
   */
  Insistence(
      CatalogGroup group,
      KnownLeader known,
      Supplier<? extends CompletableFuture<T>> operation,
      Duration limit,
      Executor executor) {
    this.group = group;
    this.known = known;
    this.operation = operation;
    this.executor = executor;
    this.limit = limit;
    this.end = System.nanoTime() + limit.toNanos();
  }

  /** Completes with the first answer. */
  CompletableFuture<T> run() {
    attempt(group.leading());
    return answer;
  }

  private void attempt(@Nullable RaftEndpoint leader) {
    known.tell();
    underWay.incrementAndGet();
    var unused =
        operation
            .get()
            // Without an executor the engine starts a thread for each on a host of two cores.
            .whenCompleteAsync(
                (value, problem) -> {
                  int left = underWay.decrementAndGet();
                  if (problem == null) {
                    answer.complete(value);
                  } else if (left == 0) {
                    answer.completeExceptionally(problem);
                  }
                },
                executor);
    lookAfter(leader);
  }

  private void lookAfter(@Nullable RaftEndpoint leader) {
    if (!answer.isDone()) {
      CompletableFuture.delayedExecutor(LOOK_MILLIS, TimeUnit.MILLISECONDS, executor)
          .execute(() -> look(leader));
    }
  }

  private void look(@Nullable RaftEndpoint former) {
    if (answer.isDone()) {
      return;
    }
    if (System.nanoTime() - end > 0) {
      answer.completeExceptionally(
          new TimeoutException("no answer within " + limit.toSeconds() + " s"));
      return;
    }
    RaftEndpoint leader = group.leading();
    if (leader != null && !leader.equals(former)) {
      attempt(leader);
    } else {
      lookAfter(former);
    }
  }
}
