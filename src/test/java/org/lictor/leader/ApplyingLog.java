package org.lictor.leader;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lictor.command.Command;
import org.lictor.command.CommandCodec;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.consensus.Leadership;
import org.lictor.replica.Replica;
import org.lictor.state.StateStore;

/** A log that applies each command at once, on the caller's thread, or fails as told. */
final class ApplyingLog implements CommandLog {
  /** What was applied. */
  final List<Command> commands = new ArrayList<>();

  /** What every call fails with; null for not at all. */
  @Nullable RuntimeException failure;

  /** Kept back confirmations, while it is not null. */
  @Nullable List<CompletableFuture<Long>> held;

  /** Whether its server leads. */
  boolean leads = true;

  private final StateStore store;
  private final Replica replica;

  ApplyingLog(StateStore store) {
    this.store = store;
    this.replica = new Replica(store);
  }

  @Override
  public CompletableFuture<Committed> submit(byte[] command) {
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    commands.add(CommandCodec.decode(command).command());
    long index = lastApplied() + 1;
    return CompletableFuture.completedFuture(
        new Committed(index, replica.committed(index, command)));
  }

  @Override
  public long lastApplied() {
    return store.image().index() - store.image().restoration().shift();
  }

  @Override
  public Leadership leadership() {
    return new Leadership() {
      @Override
      public boolean isLeader() {
        return leads;
      }

      @Override
      public @Nullable String leaderAddress() {
        return leads ? "10.0.0.1:8300" : null;
      }

      @Override
      public long lastContactMillis() {
        return 0;
      }
    };
  }

  @Override
  public CompletableFuture<Long> confirmedIndex() {
    if (held != null) {
      CompletableFuture<Long> later = new CompletableFuture<>();
      held.add(later);
      return later;
    }
    return failure == null
        ? CompletableFuture.completedFuture(lastApplied())
        : CompletableFuture.failedFuture(failure);
  }

  /** Answers what was kept back. */
  void release() {
    List<CompletableFuture<Long>> waiting = held == null ? List.of() : List.copyOf(held);
    held = null;
    waiting.forEach(later -> later.complete(lastApplied()));
  }

  @Override
  public void close() {}
}
