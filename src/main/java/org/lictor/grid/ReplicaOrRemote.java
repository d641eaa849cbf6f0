package org.lictor.grid;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.lictor.query.Answer;
import org.lictor.query.Query;
import org.lictor.query.QueryOptions;
import org.lictor.query.Registry;

/**
 * The registry as a server has it that may not keep the log yet: its own image once it does,
 * another server's until then. Any thread.
 */
public final class ReplicaOrRemote implements Registry {
  private final Registry own;
  private final Registry remote;
  private final BooleanSupplier replica;

  /**
   * @param replica whether this server keeps the log now
   */
  public ReplicaOrRemote(Registry own, Registry remote, BooleanSupplier replica) {
    this.own = own;
    this.remote = remote;
    this.replica = replica;
  }

  private Registry now() {
    return replica.getAsBoolean() ? own : remote;
  }

  @Override
  public <T> CompletableFuture<Answer<T>> ask(Query<T> query, QueryOptions options) {
    return now().ask(query, options);
  }

  @Override
  public <T> Answer<T> peek(Query<T> query) {
    return now().peek(query);
  }

  @Override
  public boolean ready(Query<?> query) {
    return now().ready(query);
  }
}
