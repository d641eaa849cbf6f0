package org.lictor.grid;

import java.util.concurrent.CompletableFuture;
import org.lictor.command.BinaryWriter;
import org.lictor.command.ModelCodec;
import org.lictor.model.NodeCoordinate;

/** Tells coordinates to a server, which gathers those of many agents. Any thread. */
public final class RemoteCoordinates implements CoordinateSink {
  private final ServerLine line;

  public RemoteCoordinates(ServerLine line) {
    this.line = line;
  }

  @Override
  public CompletableFuture<Boolean> put(NodeCoordinate row) {
    BinaryWriter request = DeskCodec.request(RequestKind.COORDINATE, 128);
    ModelCodec.coordinate(request, row);
    return line.insist(
        () -> line.ask(request, Courier.To.ANY, ServerLine.LIMIT, in -> in.bool()),
        ServerLine.LOST,
        ServerLine.LIMIT.plus(ServerLine.HOLD));
  }
}
