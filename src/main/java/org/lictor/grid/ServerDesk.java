package org.lictor.grid;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.lictor.backup.Archives;
import org.lictor.command.BinaryReader;
import org.lictor.command.BinaryWriter;
import org.lictor.command.CommandCodec;
import org.lictor.command.ModelCodec;
import org.lictor.consensus.CommandLog;
import org.lictor.consensus.Leadership;
import org.lictor.consensus.Peers;
import org.lictor.model.SessionId;
import org.lictor.query.OverloadedException;
import org.lictor.query.Query;
import org.lictor.query.QueryCodec;
import org.lictor.query.QueryCodec.Question;
import org.lictor.query.Registry;

/**
 * Where a server handles what client agents send through their {@link Courier}s. Any thread, none
 * of which is held while a query waits; but one that brings a request may write its whole answer,
 * so it must not be one that others depend on.
 */
public final class ServerDesk {
  /** Those of all clients together; each holds its request and a timer. */
  public static final int MOST_WAITING = 20_000;

  private final Registry registry;
  private final CommandLog log;
  private final Peers peers;
  private final CoordinateSink coordinates;
  private final ArchiveDesk archives;
  private final Renewals renewals;
  private final InstantSource clock;
  private final String identity;
  private final int mostWaiting;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * A desk in front of a server's parts.
   *
   * @param renewals this server's own, good while it leads
   * @param clock tells when what clients send was decided: theirs may be far off
   * @param identity names this server, as its address with the port does
   * @param timer ends the keeping of what clients fetch no more
   * @param mostWaiting how many queries may wait; further ones are refused
   */
  public ServerDesk(
      Registry registry,
      CommandLog log,
      Peers peers,
      CoordinateSink coordinates,
      Archives archives,
      ScheduledExecutorService timer,
      Renewals renewals,
      InstantSource clock,
      String identity,
      int mostWaiting) {
    this.registry = registry;
    this.log = log;
    this.peers = peers;
    this.coordinates = coordinates;
    this.archives = new ArchiveDesk(archives, timer);
    this.renewals = renewals;
    this.clock = clock;
    this.identity = identity;
    this.mostWaiting = mostWaiting;
  }

  /** Handles a request. The reply also tells what went wrong: the future never fails. */
  public CompletableFuture<byte[]> handle(byte[] request) {
    CompletableFuture<byte[]> reply;
    try {
      reply = reply(request);
    } catch (RuntimeException problem) {
      reply = CompletableFuture.failedFuture(problem);
    }
    return reply.exceptionally(DeskCodec::failure);
  }

  /** How many queries wait. */
  public int waiting() {
    return waiting.get();
  }

  private CompletableFuture<byte[]> reply(byte[] request) {
    BinaryReader in = new BinaryReader(request);
    return switch (DeskCodec.kind(in)) {
      case QUERY -> query(QueryCodec.question(in));
      case COMMAND -> command(in);
      case STATUS -> reply(CompletableFuture.completedFuture(status()), DeskCodec::status);
      case CONFIRM -> reply(log.confirmedIndex(), BinaryWriter::number);
      case PEERS -> reply(peers.configuration(), DeskCodec::peers);
      case COORDINATE -> reply(coordinates.put(ModelCodec.coordinate(in)), BinaryWriter::bool);
      case SNAPSHOT_OPEN -> reply(archives.open(in.bool()), DeskCodec::ticket);
      case SNAPSHOT_READ ->
          reply(
              CompletableFuture.completedFuture(archives.read(in.number(), in.number())),
              BinaryWriter::octets);
      case SNAPSHOT_CLOSE -> {
        archives.close(in.number());
        yield reply(CompletableFuture.completedFuture(true), BinaryWriter::bool);
      }
      case REMOVE_PEER -> reply(peers.remove(in.text()), (out, nothing) -> {});
      case TRANSFER_LEAD -> reply(peers.transferLead(in.text()), (out, nothing) -> {});
      case RENEW -> reply(renewals.renew(new SessionId(in.text())), RemoteRenewals::answer);
    };
  }

  private CompletableFuture<byte[]> query(Question question) {
    if (waiting.incrementAndGet() > mostWaiting) {
      waiting.decrementAndGet();
      throw new OverloadedException("too many queries of clients wait: more than " + mostWaiting);
    }
    return answer(question.query(), question)
        .whenComplete((reply, problem) -> waiting.decrementAndGet());
  }

  private <R> CompletableFuture<byte[]> answer(Query<R> query, Question question) {
    try {
      return reply(
          registry.ask(query, question.options()),
          (out, answer) -> QueryCodec.answer(out, query, answer));
    } catch (RuntimeException problem) {
      return CompletableFuture.failedFuture(problem);
    }
  }

  private CompletableFuture<byte[]> command(BinaryReader in) {
    byte[] command = in.octets();
    in.expectEnd();
    // One that no server can decode would stop all of them once it is in the log: it must not come
    // so far, as when a client is newer than the servers.
    byte[] decided = CommandCodec.redecided(command, clock.instant());
    return reply(log.submit(decided), DeskCodec::committed);
  }

  private ServerStatus status() {
    Leadership leadership = log.leadership();
    return new ServerStatus(identity, leadership.leaderAddress(), leadership.lastContactMillis());
  }

  private static <T> CompletableFuture<byte[]> reply(
      CompletableFuture<T> result, BiConsumer<BinaryWriter, T> form) {
    return result.thenApply(
        value -> {
          BinaryWriter out = DeskCodec.reply(256);
          form.accept(out, value);
          return out.toBytes();
        });
  }
}
