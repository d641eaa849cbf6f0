package org.lictor.consensus.solo;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Outcome;
import org.lictor.consensus.Committed;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.LogUnavailableException;
import org.lictor.consensus.OutcomeUnknownException;
import org.lictor.storage.NotWrittenException;

/**
 * The log thread: takes all commands that wait, appends them, flushes once, applies them in order,
 * and hands the whole batch to a completion thread. While it flushes, the next batch gathers, so
 * the slower the disk, the larger the batches.
 */
final class CommitLoop {
  private static final System.Logger LOG = System.getLogger(CommitLoop.class.getName());

  /**
   * A batch of more is cut, so that the first in it need not wait until a thousand others have been
   * applied.
   */
  private static final int BATCH_COMMANDS = 1_024;

  private static final long BATCH_BYTES = 4L << 20;

  /** Two, so that one slow reaction to an answer does not hold up every other. */
  private static final int COMPLETION_THREADS = 2;

  private final SubmitQueue queue;
  private final Journal journal;
  private final CommittedHandler handler;
  private final Thread thread = SnapshotWriter.daemon(this::run, "lictor-log");
  private final ExecutorService completions =
      Executors.newFixedThreadPool(
          COMPLETION_THREADS, task -> SnapshotWriter.daemon(task, "lictor-log-completion"));
  private final CompletableFuture<@Nullable Void> recovered = new CompletableFuture<>();
  private volatile long lastApplied;
  private volatile @Nullable RuntimeException failure;
  private volatile boolean closing;

  CommitLoop(SubmitQueue queue, Journal journal, CommittedHandler handler) {
    this.queue = queue;
    this.journal = journal;
    this.handler = handler;
  }

  /** Returns when the handler has all that the journal kept; throws what prevented that. */
  void start() throws IOException {
    queue.takenBy(thread);
    thread.start();
    Patience.untilTrue(() -> isDone(recovered));
    try {
      recovered.join();
    } catch (CompletionException e) {
      completions.shutdown();
      if (e.getCause() instanceof IOException cause) throw cause;
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw e;
    }
  }

  private static boolean isDone(Future<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      return true;
    }
    return true;
  }

  long lastApplied() {
    return lastApplied;
  }

  /** What a submitter is told because the log takes no more; null while it takes commands. */
  @Nullable RuntimeException failure() {
    return failure;
  }

  /** Finishes what was taken. */
  void close() {
    closing = true;
    queue.wake();
    Patience.untilTrue(
        () -> {
          thread.join();
          return true;
        });
    completions.shutdown();
    // Bounded: it may be one of these reactions that closes the log, or that never ends.
    Patience.untilTrue(
        () -> {
          if (!completions.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.log(
                System.Logger.Level.WARNING, "who was answered still reacts after 10 s; closing");
          }
          return true;
        });
  }

  private void run() {
    try {
      lastApplied = journal.recover(handler);
    } catch (Throwable e) {
      recovered.completeExceptionally(e);
      return;
    }
    recovered.complete(null);
    while (!(closing && queue.closeIfEmpty())) {
      Submission waiting = queue.takeAll();
      if (waiting == null) {
        tidy();
        queue.await();
      }
      while (waiting != null) waiting = commitBatch(waiting);
    }
  }

  /** Commits as many as make a batch and returns the first of the rest. */
  private @Nullable Submission commitBatch(Submission first) {
    int count = 0;
    long bytes = 0;
    Submission rest = first;
    while (rest != null && count < BATCH_COMMANDS && bytes < BATCH_BYTES) {
      count++;
      bytes += rest.command.length;
      rest = rest.next;
    }
    commit(new Batch(first, rest, count, bytes));
    return rest;
  }

  private void commit(Batch batch) {
    try {
      if (failure == null && write(batch)) apply(batch);
      RuntimeException known = failure;
      if (known != null) batch.forEach(s -> refuseUnlessSettled(s, known));
    } finally {
      completions.execute(() -> complete(batch));
    }
    if (failure == null) snapshotIfDue(batch);
  }

  /** Makes the batch durable; false when it was refused. */
  private boolean write(Batch batch) {
    try {
      for (Submission s = batch.first; s != null && s != batch.end; s = s.next)
        s.index = journal.append(s.command);
      journal.flush();
      return true;
    } catch (NotWrittenException e) {
      LogUnavailableException refusal =
          new LogUnavailableException(String.valueOf(e.getMessage()), e);
      batch.forEach(s -> s.refusal = refusal);
    } catch (Throwable e) {
      fail(new LogUnavailableException(String.valueOf(e.getMessage()), e));
    }
    return false;
  }

  private void apply(Batch batch) {
    for (Submission s = batch.first; s != null && s != batch.end; s = s.next) {
      try {
        Outcome outcome = handler.committed(s.index, s.command);
        s.committed = new Committed(s.index, outcome);
        lastApplied = s.index;
      } catch (Throwable e) {
        OutcomeUnknownException unknown =
            new OutcomeUnknownException(
                "the command at index " + s.index + " is on disk but could not be applied", e);
        batch.forEach(unsettled -> refuseUnlessSettled(unsettled, unknown));
        fail(
            new LogUnavailableException(
                "this server could not apply the command at index "
                    + s.index
                    + ": it stops here rather than go wrong",
                e));
        return;
      }
    }
  }

  private static void refuseUnlessSettled(Submission submission, RuntimeException refusal) {
    if (submission.committed == null && submission.refusal == null) submission.refusal = refusal;
  }

  private void complete(Batch batch) {
    // First the room, then the answer: who submits again in answer shall find it.
    queue.release(batch.count, batch.bytes);
    batch.forEach(Submission::complete);
  }

  private void snapshotIfDue(Batch batch) {
    try {
      journal.applied(handler, batch.count, batch.bytes);
    } catch (Throwable e) {
      fail(new LogUnavailableException(String.valueOf(e.getMessage()), e));
    }
  }

  private void tidy() {
    if (failure != null) return;
    try {
      journal.tidy();
    } catch (Throwable e) {
      fail(new LogUnavailableException(String.valueOf(e.getMessage()), e));
    }
  }

  private void fail(LogUnavailableException reason) {
    failure = reason;
    LOG.log(System.Logger.Level.ERROR, "no more writes: " + reason.getMessage(), reason);
  }

  /** Submissions from {@code first} up to, without, {@code end}. */
  private record Batch(Submission first, @Nullable Submission end, int count, long bytes) {
    void forEach(Consumer<Submission> action) {
      // The next is read first: once completed, a submission is its submitter's business.
      for (Submission s = first, next; s != null && s != end; s = next) {
        next = s.next;
        action.accept(s);
      }
    }
  }
}
