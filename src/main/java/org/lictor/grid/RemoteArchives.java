package org.lictor.grid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.lictor.backup.Archives;
import org.lictor.backup.SavedArchive;
import org.lictor.backup.Scratch;
import org.lictor.backup.ScratchException;
import org.lictor.command.BinaryReader;
import org.lictor.command.BinaryWriter;

/** Has a server make an archive, and fetches it piece by piece into a file here. Any thread. */
public final class RemoteArchives implements Archives {
  /** Of a large registry on a slow disk. */
  private static final Duration MAKING = Duration.ofMinutes(5);

  private final ServerLine line;
  private final Scratch scratch;

  public RemoteArchives(ServerLine line, Scratch scratch) {
    this.line = line;
    this.scratch = scratch;
  }

  @Override
  public CompletableFuture<SavedArchive> save(boolean stale) {
    return line.insist(() -> made(stale), ServerLine.LOST, ServerLine.LIMIT.plus(ServerLine.HOLD))
        .thenCompose(this::fetched);
  }

  /** Pieces are asked of the same server, and that is what "any" means as long as it is there. */
  private CompletableFuture<Made> made(boolean stale) {
    return line.ask(
        DeskCodec.request(RequestKind.SNAPSHOT_OPEN, 8).bool(stale),
        Courier.To.ANY,
        MAKING,
        Made::of);
  }

  /** An archive at a server. */
  private record Made(
      long number, long size, long index, boolean knownLeader, long lastContactMillis) {
    static Made of(BinaryReader in) {
      return new Made(in.number(), in.number(), in.number(), in.bool(), in.number());
    }
  }

  private CompletableFuture<SavedArchive> fetched(Made made) {
    Path file;
    try {
      file = scratch.file("fetched");
    } catch (IOException e) {
      throw new ScratchException(e);
    }
    return piecesFrom(0, made, file)
        .whenComplete(
            (done, problem) -> {
              close(made);
              if (problem != null) {
                SavedArchive.delete(file);
              }
            })
        .thenApply(
            done ->
                new SavedArchive(
                    file, made.size(), made.index(), made.knownLeader(), made.lastContactMillis()));
  }

  private CompletableFuture<Boolean> piecesFrom(long offset, Made made, Path file) {
    if (offset >= made.size()) {
      return CompletableFuture.completedFuture(true);
    }
    BinaryWriter request =
        DeskCodec.request(RequestKind.SNAPSHOT_READ, 32).number(made.number()).number(offset);
    return line.ask(request, Courier.To.ANY, ServerLine.LIMIT, BinaryReader::octets)
        .thenCompose(
            piece -> {
              append(file, piece);
              return piecesFrom(offset + piece.length, made, file);
            });
  }

  private static void append(Path file, byte[] piece) {
    if (piece.length == 0) {
      throw new ServerLostException("the snapshot ended too early");
    }
    try {
      Files.write(file, piece, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new ScratchException(e);
    }
  }

  /** If this is lost, the server removes the archive after a while. */
  private void close(Made made) {
    var unused =
        line.ask(
                DeskCodec.request(RequestKind.SNAPSHOT_CLOSE, 16).number(made.number()),
                Courier.To.ANY,
                ServerLine.LIMIT,
                in -> true)
            .exceptionally(problem -> false);
  }
}
