package org.lictor.agent;

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

/**
 * A log of one server that applies each command at once, on the caller's thread, or fails as told.
 */
final class FakeLog implements CommandLog, Leadership {
  /** What was applied. */
  final List<Command> commands = new ArrayList<>();

  /** What the next submits fail with; null for not at all. */
  @Nullable RuntimeException failure;

  /** Whether answers are kept back, for {@link #answerAll}. */
  boolean silent;

  private final Replica replica;
  private final List<Runnable> answers = new ArrayList<>();
  private long index;

  FakeLog(Replica replica) {
    this.replica = replica;
  }

  @Override
  public CompletableFuture<Committed> submit(byte[] command) {
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    commands.add(CommandCodec.decode(command).command());
    Committed committed = new Committed(++index, replica.committed(index, command));
    CompletableFuture<Committed> answer = new CompletableFuture<>();
    answers.add(() -> answer.complete(committed));
    if (!silent) {
      answerAll();
    }
    return answer;
  }

  void answerAll() {
    silent = false;
    answerOnce();
  }

  /** Answers what was asked up to now, and keeps back what is asked meanwhile. */
  void answerOnce() {
    List<Runnable> waiting = List.copyOf(answers);
    answers.clear();
    waiting.forEach(Runnable::run);
  }

  @Override
  public long lastApplied() {
    return index;
  }

  @Override
  public Leadership leadership() {
    return this;
  }

  @Override
  public CompletableFuture<Long> confirmedIndex() {
    return CompletableFuture.completedFuture(index);
  }

  @Override
  public void close() {}

  @Override
  public boolean isLeader() {
    return true;
  }

  @Override
  public String leaderAddress() {
    return "127.0.0.1:8300";
  }

  @Override
  public long lastContactMillis() {
    return 0;
  }
}
