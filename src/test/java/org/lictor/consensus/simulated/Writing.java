package org.lictor.consensus.simulated;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.command.CommandCodec;
import org.lictor.command.DecidedCommand;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.consensus.Leadership;
import org.lictor.consensus.OutcomeUnknownException;

/**
 * Whatever is written on any server, by clients and by leaders, goes through here: each write has a
 * number, and the invariants are told what became of it.
 */
final class Writing {
  private static final int PATIENCE_MILLIS = 300;

  private final VirtualClock clock;
  private final List<Invariant> invariants;
  private long writes;
  private long knownIndex;
  private int acknowledged;

  Writing(VirtualClock clock, List<Invariant> invariants) {
    this.clock = clock;
    this.invariants = invariants;
  }

  /** How many writes were acknowledged. */
  int acknowledged() {
    return acknowledged;
  }

  /** The highest index that anyone has had as an answer. */
  long knownIndex() {
    return knownIndex;
  }

  /** Someone has had {@code index} as an answer. */
  void known(long index) {
    knownIndex = Math.max(knownIndex, index);
  }

  /** Each command is decided at a moment of its own. */
  InstantSource moments() {
    return () -> Instant.ofEpochMilli(++writes);
  }

  CompletableFuture<Committed> write(SimulatedServer server, Command command) {
    return submit(
        server, CommandCodec.encode(new DecidedCommand(moments().instant(), command)), command);
  }

  /**
   * The log of {@code server}, as it answers those who do not wait for long; what is submitted must
   * be decided at one of the moments.
   *
   * @param late runs what submits it, when the thread that does so comes to it
   */
  CommandLog log(SimulatedServer server, Executor late) {
    return new Log(server, late);
  }

  private CompletableFuture<Committed> submit(
      SimulatedServer server, byte[] bytes, Command command) {
    Write write = new Write(Write.numberOf(bytes), command, knownIndex);
    CompletableFuture<Committed> answer = server.log().submit(bytes);
    // Judged in a step of its own: a future would swallow what an invariant throws.
    answer.whenComplete(
        (committed, failure) -> clock.after(0, () -> answered(write, committed, failure)));
    return answer;
  }

  private void answered(Write write, @Nullable Committed committed, @Nullable Throwable failure) {
    if (committed != null) {
      acknowledged++;
      known(committed.index());
    }
    invariants.forEach(invariant -> invariant.answered(write, committed, failure));
  }

  private final class Log implements CommandLog {
    private final SimulatedServer server;
    private final Executor late;

    Log(SimulatedServer server, Executor late) {
      this.server = server;
      this.late = late;
    }

    @Override
    public CompletableFuture<Committed> submit(byte[] command) {
      CompletableFuture<Committed> answer = new CompletableFuture<>();
      late.execute(() -> submit(command, answer));
      clock.after(
          PATIENCE_MILLIS,
          () -> answer.completeExceptionally(new OutcomeUnknownException("it takes long", null)));
      return answer;
    }

    private void submit(byte[] bytes, CompletableFuture<Committed> answer) {
      Writing.this
          .submit(server, bytes, CommandCodec.decode(bytes).command())
          .whenComplete(
              (committed, failure) -> {
                if (failure == null) answer.complete(committed);
                else answer.completeExceptionally(failure);
              });
    }

    @Override
    public long lastApplied() {
      return server.log().lastApplied();
    }

    @Override
    public CompletableFuture<Long> confirmedIndex() {
      return server.log().confirmedIndex();
    }

    @Override
    public Leadership leadership() {
      return server.log().leadership();
    }

    @Override
    public void close() {
      throw new UnsupportedOperationException("a simulated log ends with its server");
    }
  }
}
