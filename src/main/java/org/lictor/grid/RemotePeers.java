package org.lictor.grid;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.lictor.command.BinaryWriter;
import org.lictor.consensus.OutcomeUnknownException;
import org.lictor.consensus.Peers;

/** The servers of the log, as the leader tells a client agent of them. */
public final class RemotePeers implements Peers {
  private final ServerLine line;

  /** Asked over {@code line}. */
  public RemotePeers(ServerLine line) {
    this.line = line;
  }

  @Override
  public CompletableFuture<Configuration> configuration() {
    return line.insist(
        () ->
            line.ask(
                DeskCodec.request(RequestKind.PEERS, 0),
                Courier.To.LEADER,
                ServerLine.LIMIT,
                DeskCodec::peers),
        ServerLine.LOST,
        ServerLine.LIMIT.plus(ServerLine.HOLD));
  }

  @Override
  public CompletableFuture<Void> remove(String id) {
    BinaryWriter request = DeskCodec.request(RequestKind.REMOVE_PEER, id.length() + 8).text(id);
    return line.insist(
            () -> line.ask(request, Courier.To.LEADER, ServerLine.LIMIT, in -> true),
            ServerLine.NOBODY,
            ServerLine.LIMIT.plus(ServerLine.HOLD))
        .handle(RemotePeers::done);
  }

  @Override
  public CompletableFuture<Void> transferLead(String id) {
    return line.insist(
            () ->
                line.ask(
                    DeskCodec.request(RequestKind.TRANSFER_LEAD, id.length() + 8).text(id),
                    Courier.To.LEADER,
                    ServerLine.LIMIT,
                    in -> true),
            ServerLine.NOBODY,
            ServerLine.LIMIT.plus(ServerLine.HOLD))
        .handle(RemotePeers::done);
  }

  private static @Nullable Void done(@Nullable Boolean done, @Nullable Throwable problem) {
    if (problem == null) {
      return null;
    }
    Throwable cause = Failures.cause(problem);
    throw new CompletionException(
        cause instanceof ServerLostException
            ? new OutcomeUnknownException(
                "the servers may or may not have been changed: " + cause.getMessage(), cause)
            : cause);
  }
}
