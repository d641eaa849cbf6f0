package org.lictor.consensus.hazelcast;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an index once for all who ask at about the same time. An answer serves only those who
 * came before its question was put: who comes while one is on its way waits for the next. Any
 * thread; answers come on the executor.
 */
final class SharedIndexQuery {
  private final Supplier<CompletableFuture<Long>> question;
  private final Executor executor;
  private @Nullable CompletableFuture<Long> next;
  private boolean asking;

  SharedIndexQuery(Supplier<CompletableFuture<Long>> question, Executor executor) {
    this.question = question;
    this.executor = executor;
  }

  CompletableFuture<Long> ask() {
    CompletableFuture<Long> mine;
    boolean first;
    synchronized (this) {
      if (next == null) next = new CompletableFuture<>();
      mine = next;
      first = !asking;
      asking = true;
    }
    if (first) put();
    return mine;
  }

  private void put() {
    CompletableFuture<Long> served;
    synchronized (this) {
      served = next;
      next = null;
      if (served == null) {
        asking = false;
        return;
      }
    }
    CompletableFuture<Long> answers;
    try {
      answers = question.get();
    } catch (RuntimeException e) {
      answers = CompletableFuture.failedFuture(e);
    }
    answers.whenCompleteAsync(
        (index, problem) -> {
          put();
          if (problem == null) {
            served.complete(index);
          } else {
            served.completeExceptionally(problem);
          }
        },
        executor);
  }
}
