package org.lictor.query;

import java.util.concurrent.CompletableFuture;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Leadership;
import org.lictor.query.AnswerCache.Seen;

/** Answers from this server's own image. */
public final class LocalRegistry implements Registry {
  private final AnswerCache answers;
  private final BlockingQuery blocking;
  private final CommandLog log;

  public LocalRegistry(AnswerCache answers, BlockingQuery blocking, CommandLog log) {
    this.answers = answers;
    this.blocking = blocking;
    this.log = log;
  }

  @Override
  public <T> CompletableFuture<Answer<T>> ask(Query<T> query, QueryOptions options) {
    return switch (options.consistency()) {
      case STALE -> read(query, options);
      case DEFAULT ->
          log.leadership().isLeader()
              ? read(query, options)
              : Abandonable.after(log.leadersIndex(), index -> read(query, options));
      case CONSISTENT -> Abandonable.after(log.confirmedIndex(), index -> read(query, options));
    };
  }

  @Override
  public <T> Answer<T> peek(Query<T> query) {
    return answer(answers.look(query));
  }

  private <T> CompletableFuture<Answer<T>> read(Query<T> query, QueryOptions options) {
    if (!options.blocking()) {
      return CompletableFuture.completedFuture(answer(answers.look(query)));
    }
    return blocking.run(query, options).thenApply(this::answer);
  }

  private <T> Answer<T> answer(Seen<T> seen) {
    Leadership leadership = log.leadership();
    return new Answer<>(
        seen.found().value(),
        seen.found().index(),
        leadership.leaderAddress() != null,
        leadership.lastContactMillis(),
        seen.watches());
  }
}
