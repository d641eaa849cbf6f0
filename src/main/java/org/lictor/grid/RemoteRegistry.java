package org.lictor.grid;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.lictor.command.BinaryWriter;
import org.lictor.consensus.NoLeaderException;
import org.lictor.query.Answer;
import org.lictor.query.BlockingQuery.Limits;
import org.lictor.query.Consistency;
import org.lictor.query.OverloadedException;
import org.lictor.query.Query;
import org.lictor.query.QueryCodec;
import org.lictor.query.QueryOptions;
import org.lictor.query.Registry;

/**
 * Has queries answered by a server. One whose server is lost is asked again of another, for what is
 * left of its wait. What is peeked at is followed, see {@link StandingAnswers}.
 */
public final class RemoteRegistry implements Registry {
  /** As long as who asks by DNS has patience. */
  private static final Duration FIRST_PEEK = Duration.ofSeconds(2);

  private final ServerLine line;
  private final Limits limits;
  private final StandingAnswers standing;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * The registry behind {@code line}.
   *
   * @param leadership tells when no server vouches for what is peeked at
   * @param limits as on a server
   */
  public RemoteRegistry(ServerLine line, RemoteLeadership leadership, Limits limits) {
    this(line, leadership, limits, FIRST_PEEK);
  }

  RemoteRegistry(ServerLine line, RemoteLeadership leadership, Limits limits, Duration firstPeek) {
    this.line = line;
    this.limits = limits;
    standing = new StandingAnswers(line, leadership, new AnyServer(), firstPeek);
  }

  @Override
  public <T> CompletableFuture<Answer<T>> ask(Query<T> query, QueryOptions options) {
    if (waiting.incrementAndGet() > limits.mostSleepers()) {
      waiting.decrementAndGet();
      return CompletableFuture.failedFuture(
          new OverloadedException(
              "too many queries wait for a server: more than " + limits.mostSleepers()));
    }
    Duration wait = options.blocking() ? limits.longest(options.longestWait()) : Duration.ZERO;
    long end = line.now() + wait.toNanos();
    return line.insist(
            () -> once(query, options.minIndex(), left(end), options.consistency()),
            ServerLine.LOST,
            limit(wait).plus(ServerLine.HOLD))
        .handle(
            (answer, problem) -> {
              waiting.decrementAndGet();
              if (problem != null) {
                throw failure(problem);
              }
              return answer;
            });
  }

  /**
   * The first peek of a query waits for a server, for two seconds at most; later ones find its
   * newest answer in memory. Fails with {@link NoLeaderException} when no server answers, and when
   * none has answered for some two seconds.
   */
  @Override
  public <T> Answer<T> peek(Query<T> query) {
    return standing.peek(query);
  }

  @Override
  public boolean ready(Query<?> query) {
    return standing.ready(query);
  }

  /** How many queries are followed for those who peek. */
  public int followed() {
    return standing.standing();
  }

  /** How many queries are on their way or wait at a server. */
  public int waiting() {
    return waiting.get();
  }

  private <T> CompletableFuture<Answer<T>> once(
      Query<T> query, long minIndex, Duration wait, Consistency consistency) {
    BinaryWriter request = DeskCodec.request(RequestKind.QUERY, 128);
    QueryCodec.question(request, query, new QueryOptions(minIndex, wait, consistency));
    return line.ask(
        request,
        consistency == Consistency.STALE ? Courier.To.ANY : Courier.To.LEADER,
        minIndex == 0 ? ServerLine.LIMIT : limit(wait),
        in -> QueryCodec.answer(in, query));
  }

  /** What is left until {@code end}, but never nothing: that would mean the usual wait. */
  private Duration left(long end) {
    return Duration.ofNanos(Math.max(1, end - line.now()));
  }

  /** A server draws up to a sixteenth more for each wait. */
  private static Duration limit(Duration wait) {
    return wait.plus(wait.dividedBy(16)).plus(ServerLine.LIMIT);
  }

  private static CompletionException failure(Throwable problem) {
    Throwable cause = Failures.cause(problem);
    // Nothing depends on whether the lost server had the question.
    return new CompletionException(
        cause instanceof ServerLostException ? new NoLeaderException() : cause);
  }

  private final class AnyServer implements StandingAnswers.Source {
    @Override
    public <T> CompletableFuture<Answer<T>> first(Query<T> query) {
      return RemoteRegistry.this.ask(query, QueryOptions.STALE);
    }

    @Override
    public <T> CompletableFuture<Answer<T>> ask(Query<T> query, long minIndex, Duration wait) {
      return once(query, minIndex, wait, Consistency.STALE);
    }
  }
}
