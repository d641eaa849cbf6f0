package org.lictor.grid;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.lictor.command.BinaryWriter;
import org.lictor.command.CodecException;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Committed;
import org.lictor.consensus.Leadership;
import org.lictor.consensus.LogBusyException;
import org.lictor.consensus.LogUnavailableException;
import org.lictor.consensus.OutcomeUnknownException;

/**
 * The log as a client agent has it: commands go to the leader. One that nobody has taken is sent
 * again for {@link ServerLine#HOLD}; one whose server was lost is not, for it may have been
 * applied.
 */
public final class RemoteCommandLog implements CommandLog {
  /** On their way together; more means that the servers cannot follow. */
  static final int MOST_COMMANDS = 4096;

  /** What those may hold together; one alone may be larger. */
  static final long MOST_BYTES = 64L << 20;

  private final ServerLine line;
  private final Leadership leadership;
  private final AtomicInteger commands = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong lastApplied = new AtomicLong();
  private volatile boolean closed;

  /** The log behind {@code line}. */
  public RemoteCommandLog(ServerLine line, RemoteLeadership leadership) {
    this.line = line;
    this.leadership = leadership;
  }

  @Override
  public CompletableFuture<Committed> submit(byte[] command) {
    if (closed) {
      return CompletableFuture.failedFuture(
          new LogUnavailableException("this agent is stopping and takes no more commands"));
    }
    if (!enters(command.length)) {
      return CompletableFuture.failedFuture(
          new LogBusyException("too many commands are on their way to the servers"));
    }
    BinaryWriter request =
        DeskCodec.request(RequestKind.COMMAND, command.length + 8).octets(command);
    return line.insist(
            () -> line.ask(request, Courier.To.LEADER, ServerLine.LIMIT, DeskCodec::committed),
            ServerLine.NOBODY,
            ServerLine.LIMIT.plus(ServerLine.HOLD))
        .handle(
            (committed, problem) -> {
              commands.decrementAndGet();
              bytes.addAndGet(-command.length);
              if (problem != null) {
                throw failure(problem);
              }
              lastApplied.accumulateAndGet(committed.index(), Math::max);
              return committed;
            });
  }

  private boolean enters(int length) {
    if (commands.incrementAndGet() > MOST_COMMANDS
        || (bytes.get() > 0 && bytes.get() + length > MOST_BYTES)) {
      commands.decrementAndGet();
      return false;
    }
    bytes.addAndGet(length);
    return true;
  }

  private static CompletionException failure(Throwable problem) {
    Throwable cause = Failures.cause(problem);
    boolean unknown = cause instanceof ServerLostException || cause instanceof CodecException;
    return new CompletionException(
        unknown ? new OutcomeUnknownException(unknownOutcome(cause), cause) : cause);
  }

  private static String unknownOutcome(Throwable cause) {
    return "the command was sent and may or may not have been applied: " + cause.getMessage();
  }

  /** The highest index that a command of this agent's had; 0 when none was applied yet. */
  @Override
  public long lastApplied() {
    return lastApplied.get();
  }

  @Override
  public Leadership leadership() {
    return leadership;
  }

  @Override
  public CompletableFuture<Long> confirmedIndex() {
    return line.insist(
        () ->
            line.ask(
                DeskCodec.request(RequestKind.CONFIRM, 0),
                Courier.To.LEADER,
                ServerLine.LIMIT,
                in -> in.number()),
        ServerLine.LOST,
        ServerLine.LIMIT.plus(ServerLine.HOLD));
  }

  @Override
  public void close() {
    closed = true;
  }
}
