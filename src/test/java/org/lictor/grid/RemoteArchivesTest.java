package org.lictor.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lictor.backup.SavedArchive;
import org.lictor.backup.Scratch;
import org.lictor.consensus.NoLeaderException;
import org.lictor.query.OverloadedException;
import org.lictor.state.TestStore;

class RemoteArchivesTest {
  private static final int SIZE = 2 * ArchiveDesk.PIECE_BYTES + 77;

  @TempDir private Path directory;
  private final ClientScene scene = new ClientScene(3);
  private final byte[] content = new byte[SIZE];
  private RemoteArchives archives;
  private Path atTheServer;

  @BeforeEach
  void serve() throws IOException {
    new Random(1).nextBytes(content);
    atTheServer = directory.resolve("server");
    Files.createDirectories(atTheServer);
    scene.cluster.archives =
        stale -> {
          try {
            Path file = Files.createTempFile(atTheServer, "a", "");
            Files.write(file, content);
            return CompletableFuture.completedFuture(
                new SavedArchive(file, SIZE, 42, !stale, stale ? 7 : 0));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    archives = new RemoteArchives(scene.line, Scratch.in(directory.resolve("client")));
  }

  @Test
  void anArchiveIsFetchedPieceByPiece() throws Exception {
    SavedArchive saved = archives.save(false).get();
    assertThat(Files.readAllBytes(saved.file())).isEqualTo(content);
    assertThat(saved).isEqualTo(new SavedArchive(saved.file(), SIZE, 42, true, 0));
    assertThat(atTheServer).isEmptyDirectory();
  }

  @Test
  void aStaleOneTellsHowOldItIs() throws Exception {
    SavedArchive saved = archives.save(true).get();
    assertThat(saved.knownLeader()).isFalse();
    assertThat(saved.lastContactMillis()).isEqualTo(7);
  }

  @Test
  void withoutALeaderNoneIsMade() {
    scene.cluster.archives = stale -> CompletableFuture.failedFuture(new NoLeaderException());
    CompletableFuture<SavedArchive> saved = archives.save(false);
    scene.pass(ServerLine.HOLD.multipliedBy(4));
    assertThat(ClientScene.problem(saved)).isInstanceOf(NoLeaderException.class);
    assertThat(directory.resolve("client")).doesNotExist();
  }

  @Test
  void whatNobodyFetchesIsRemovedAfterAWhile() {
    ArchiveDesk desk = new ArchiveDesk(scene.cluster.archives, scene.time);
    ArchiveDesk.Ticket ticket = desk.open(false).join();
    scene.pass(ArchiveDesk.PATIENCE.minusSeconds(1));
    assertThat(desk.read(ticket.number(), SIZE - 7)).hasSize(7);
    assertThat(desk.read(ticket.number(), SIZE)).isEmpty();
    scene.pass(ArchiveDesk.PATIENCE.minusSeconds(1));
    assertThat(atTheServer).isNotEmptyDirectory();
    scene.pass(ArchiveDesk.PATIENCE);
    assertThat(atTheServer).isEmptyDirectory();
    assertThat(catchOf(() -> desk.read(ticket.number(), 0)))
        .isInstanceOf(OverloadedException.class);
  }

  @Test
  void onlyAFewAreKeptAtOnce() {
    ArchiveDesk desk = new ArchiveDesk(scene.cluster.archives, scene.time);
    for (int i = 0; i < ArchiveDesk.MOST_OPEN; i++) {
      desk.open(false).join();
    }
    assertThat(ClientScene.problem(desk.open(false))).isInstanceOf(OverloadedException.class);
    desk.close(1);
    assertThat(desk.open(false)).isCompleted();
  }

  @Test
  void aCoordinateIsToldToAServer() {
    assertThat(new RemoteCoordinates(scene.line).put(TestStore.aPlace("n1", "", 1)))
        .isCompletedWithValue(true);
    assertThat(scene.cluster.coordinates).containsExactly(TestStore.aPlace("n1", "", 1));
  }

  private static Throwable catchOf(Runnable work) {
    try {
      work.run();
      return new AssertionError("it went well");
    } catch (RuntimeException e) {
      return e;
    }
  }
}
