package org.lictor.consensus.solo;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.Leadership;
import org.lictor.storage.SegmentedLog;

/**
 * The {@link CommandLog} of one server, which leads as long as it lives. Any thread may call it;
 * the work is done by {@link CommitLoop}.
 */
abstract sealed class GroupCommitLog implements CommandLog
    permits SoloCommandLog, VolatileCommandLog {
  private final SubmitQueue queue;
  private final CommitLoop loop;
  private final Journal journal;
  private final @Nullable String address;
  private volatile boolean closed;

  /** Recovers, on the log's own thread, and returns when commands can be taken. */
  GroupCommitLog(
      SubmitQueue queue, Journal journal, CommittedHandler handler, @Nullable String address)
      throws IOException {
    this.queue = queue;
    this.journal = journal;
    this.address = address;
    this.loop = new CommitLoop(queue, journal, handler);
    try {
      loop.start();
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  @Override
  public final CompletableFuture<Committed> submit(byte[] command) {
    if (command.length > SegmentedLog.MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "a command of "
              + command.length
              + " bytes is over the bound of "
              + SegmentedLog.MAX_PAYLOAD_BYTES);
    }
    RuntimeException failure = loop.failure();
    if (failure != null) return CompletableFuture.failedFuture(failure);
    Submission submission = new Submission(command);
    try {
      queue.add(submission);
    } catch (RuntimeException refusal) {
      submission.future.completeExceptionally(refusal);
    }
    return submission.future;
  }

  @Override
  public final long lastApplied() {
    return loop.lastApplied();
  }

  /**
   * At once: there is nobody else who could lead, and a command is applied before it is
   * acknowledged.
   */
  @Override
  public final CompletableFuture<Long> confirmedIndex() {
    return CompletableFuture.completedFuture(lastApplied());
  }

  @Override
  public final Leadership leadership() {
    return new Alone();
  }

  /** How many commands wait for their answer: a measure of load. */
  public final int waiting() {
    return queue.size();
  }

  /**
   * Why this log takes no commands until it is opened again; null while it takes them. For
   * readiness.
   */
  public final @Nullable String failure() {
    RuntimeException failure = loop.failure();
    return failure == null ? null : failure.getMessage();
  }

  @Override
  public final void close() {
    synchronized (journal) {
      if (closed) return;
      closed = true;
      loop.close();
      try {
        journal.close();
      } catch (IOException e) {
        // All that was acknowledged is safe; what could not be closed goes with the process.
        System.getLogger(getClass().getName())
            .log(System.Logger.Level.WARNING, "the log did not close well", e);
      }
    }
  }

  private final class Alone implements Leadership {
    @Override
    public boolean isLeader() {
      return !closed;
    }

    @Override
    public @Nullable String leaderAddress() {
      return address;
    }

    @Override
    public long lastContactMillis() {
      return 0;
    }
  }
}
