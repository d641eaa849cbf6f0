package org.lictor.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.consensus.LogBusyException;
import org.lictor.consensus.NoLeaderException;
import org.lictor.consensus.OutcomeUnknownException;
import org.lictor.model.Octets;
import org.lictor.registrar.CommandSubmitter;

/**
 * Puts a saved state in place of the registry's on all servers: part by part, each a command of an
 * ordinary size, and a last one that switches. From a client as well as from a server; any thread.
 */
public final class Restorer {
  private static final System.Logger LOG = System.getLogger("org.lictor.backup");

  /** Each command may be sent again: one that was applied changes nothing the second time. */
  private static final int TRIES = 20;

  private static final long PAUSE_MILLIS = 500;

  private final CommandSubmitter submitter;
  private final Executor executor;
  private final Supplier<String> ids;

  /**
   * @param executor reads and compresses the parts; must not reject
   * @param ids names that no other restore has
   */
  public Restorer(CommandSubmitter submitter, Executor executor, Supplier<String> ids) {
    this.submitter = submitter;
    this.executor = executor;
    this.ids = ids;
  }

  /**
   * Restores the state in a file; the caller deletes it. Fails with {@link RestoreException}, with
   * what a command was refused with, or when there is no leader for a while: then nothing was
   * changed, unless the very last command has no known outcome.
   */
  public CompletableFuture<Boolean> restore(Path state) {
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            new Run(StateParts.of(state), ids.get(), result).step();
          } catch (IOException e) {
            result.completeExceptionally(new ScratchException(e));
          }
        });
    return result;
  }

  /** One restore under way. */
  private final class Run {
    private final StateParts parts;
    private final String id;
    private final CompletableFuture<Boolean> result;
    private int sent;

    Run(StateParts parts, String id, CompletableFuture<Boolean> result) {
      this.parts = parts;
      this.id = id;
      this.result = result;
    }

    /** Sends the next part, and the one after it when its answer is there. */
    void step() {
      byte[] part;
      try {
        part = parts.next();
      } catch (IOException e) {
        failed(new ScratchException(e));
        return;
      } catch (RuntimeException e) {
        failed(e);
        return;
      }
      boolean last = part == null;
      Command command =
          part == null
              ? new Command.RestoreCommit(id, sent)
              : new Command.RestoreStage(id, sent, Octets.owning(part));
      var unused =
          insist(command, TRIES)
              .whenCompleteAsync(
                  (done, problem) -> {
                    if (problem != null) {
                      failed(cause(problem));
                    } else if (last) {
                      close();
                      result.complete(true);
                    } else {
                      sent++;
                      step();
                    }
                  },
                  executor);
    }

    private void failed(Throwable problem) {
      close();
      // If this fails too, the leader drops what is staged after a while.
      var unused = submitter.submit(new Command.RestoreDrop(id)).exceptionally(again -> false);
      result.completeExceptionally(problem);
    }

    private void close() {
      try {
        parts.close();
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "a file that was read could not be closed", e);
      }
    }
  }

  private CompletableFuture<Boolean> insist(Command command, int tries) {
    return submitter
        .submit(command)
        .handle(
            (done, problem) -> {
              if (problem == null) {
                return CompletableFuture.completedFuture(done);
              }
              if (tries <= 1 || !mayPass(cause(problem))) {
                return CompletableFuture.<Boolean>failedFuture(cause(problem));
              }
              return CompletableFuture.supplyAsync(
                      () -> command,
                      CompletableFuture.delayedExecutor(
                          PAUSE_MILLIS, TimeUnit.MILLISECONDS, executor))
                  .thenCompose(again -> insist(again, tries - 1));
            })
        .thenCompose(answer -> answer);
  }

  private static boolean mayPass(Throwable problem) {
    return problem instanceof OutcomeUnknownException
        || problem instanceof LogBusyException
        || problem instanceof NoLeaderException;
  }

  private static Throwable cause(@Nullable Throwable problem) {
    Throwable known = problem == null ? new IllegalStateException("no problem") : problem;
    return known instanceof CompletionException && known.getCause() != null
        ? known.getCause()
        : known;
  }
}
