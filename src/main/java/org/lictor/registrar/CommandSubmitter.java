package org.lictor.registrar;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.lictor.command.Command;
import org.lictor.command.CommandCodec;
import org.lictor.command.DecidedCommand;
import org.lictor.command.Outcome;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.metrics.Metrics;

/** Stamps a decided command with the time, encodes it and has it ordered. Any thread. */
public final class CommandSubmitter {
  private static final CommandTimes TIMES = new CommandTimes(Metrics.ofProcess());

  private final CommandLog log;
  private final InstantSource clock;

  public CommandSubmitter(CommandLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Submits {@code command}; completes with its yes or no. Fails with {@link
   * RefusedByStateException} or with what {@link CommandLog#submit} fails with.
   */
  public CompletableFuture<Boolean> submit(Command command) {
    return commit(command).thenApply(committed -> ((Outcome.Answered) committed.outcome()).done());
  }

  /** The same, with all that became of it. */
  public CompletableFuture<Committed> commit(Command command) {
    long start = System.nanoTime();
    return log.submit(CommandCodec.encode(new DecidedCommand(clock.instant(), command)))
        .whenComplete((committed, problem) -> TIMES.since(start, command))
        .thenApply(CommandSubmitter::accepted);
  }

  private static Committed accepted(Committed committed) {
    if (committed.outcome() instanceof Outcome.Refused refused) {
      throw new RefusedByStateException(refused.message());
    }
    return committed;
  }
}
