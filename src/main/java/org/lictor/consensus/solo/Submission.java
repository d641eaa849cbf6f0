package org.lictor.consensus.solo;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.Committed;

/**
 * A command on its way through the log, its own link in the queue. Handed from submitter to log
 * thread to completion thread.
 */
final class Submission {
  final byte[] command;
  final CompletableFuture<Committed> future = new CompletableFuture<>();
  @Nullable Submission next;
  long index;
  @Nullable Committed committed;
  @Nullable RuntimeException refusal;

  Submission(byte[] command) {
    this.command = command;
  }

  /** Tells the submitter what became of the command. */
  void complete() {
    Committed result = committed;
    if (result != null) {
      future.complete(result);
    } else if (refusal != null) {
      future.completeExceptionally(refusal);
    } else {
      throw new IllegalStateException("nothing became of the command at index " + index);
    }
  }
}
